package org.dknn;

import java.util.Map;
import org.dknn.DeepKnnBuilder.LabelSource;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.PValueKind;
import org.dknn.vector.Metric;

/**
 * Fixed strings for choices in files, independent of the names of the Java constants.
 *
 * @param <E> type of the choices
 */
record FileTokens<E extends Enum<E>>(Class<E> type, Map<E, String> tokens) {

    static final FileTokens<Metric> METRIC =
            new FileTokens<>(Metric.class, Map.of(Metric.EUCLIDEAN, "EUCLIDEAN", Metric.COSINE, "COSINE"));

    static final FileTokens<CalibrationGroups> GROUPS = new FileTokens<>(
            CalibrationGroups.class,
            Map.of(CalibrationGroups.MARGINAL, "ALL", CalibrationGroups.CLASS_CONDITIONAL, "BY_CLASS"));

    static final FileTokens<PValueKind> P_VALUES = new FileTokens<>(
            PValueKind.class,
            Map.of(
                    PValueKind.CONFORMAL, "CONFORMAL",
                    PValueKind.EMPIRICAL, "PAPER",
                    PValueKind.SMOOTHED, "SMOOTHED"));

    static final FileTokens<LabelSource> LABELS =
            new FileTokens<>(LabelSource.class, Map.of(LabelSource.GIVEN, "GOLD", LabelSource.PREDICTED, "PREDICTED"));

    /** The string of a choice. */
    String token(E choice) {
        String token = tokens.get(choice);
        if (token == null) {
            throw new IllegalArgumentException("no token for " + choice);
        }
        return token;
    }

    /**
     * The choice of a string.
     *
     * @throws IllegalArgumentException if there is no such choice
     */
    E read(String token) {
        for (Map.Entry<E, String> entry : tokens.entrySet()) {
            if (entry.getValue().equals(token)) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " must be one of "
                + tokens.values().stream().sorted().toList() + ", got " + token);
    }
}
