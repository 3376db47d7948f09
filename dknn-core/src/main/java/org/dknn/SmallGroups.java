package org.dknn;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.CalibrationGroups;

/** Groups of calibration examples that are too small for the levels in use. */
final class SmallGroups {

    /** Lower levels are not in use. */
    private static final double LEVEL = 0.9;

    private static final int NEEDED = Calibration.fewestForLevel(LEVEL);

    private SmallGroups() {}

    /** Names the groups in which no p-value is small enough to leave a label out of a prediction set; empty if there are none. */
    static Optional<String> warning(Calibration calibration, LabelSet labelSet) {
        String small = calibration.groups() == CalibrationGroups.MARGINAL
                ? all(calibration.size())
                : byClass(calibration, labelSet);
        return small.isEmpty()
                ? Optional.empty()
                : Optional.of("Too few calibration examples for prediction sets at a level of " + LEVEL
                        + ", which needs " + NEEDED + small);
    }

    private static String all(int size) {
        return size < NEEDED ? ": " + size + ", so that each p-value is " + leastPValue(size) + " or more" : "";
    }

    private static String byClass(Calibration calibration, LabelSet labelSet) {
        String classes = IntStream.range(0, labelSet.size())
                .filter(label -> calibration.size(label) < NEEDED)
                .mapToObj(label -> "\"" + labelSet.name(label) + "\" has " + calibration.size(label)
                        + ", its p-values are " + leastPValue(calibration.size(label)) + " or more")
                .collect(Collectors.joining("; "));
        return classes.isEmpty() ? "" : " of each class: " + classes;
    }

    private static String leastPValue(int size) {
        return String.format(Locale.ROOT, "%.3f", 1.0 / (size + 1));
    }
}
