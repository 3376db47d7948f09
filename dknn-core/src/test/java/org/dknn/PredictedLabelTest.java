package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The label is that of the smallest nonconformity, whatever the groups of calibration examples. */
class PredictedLabelTest {

    private static final LabelSet LABELS = LabelSet.of("a", "b");

    private static List<Nonconformity> kinds() {
        return Nonconformity.all();
    }

    /** Points around (0, 0) for class a and around (20, 20) for class b. */
    private static Dataset<String> clouds(long seed, int a, int b, double spread) {
        Random random = new Random(seed);
        List<String> points = new ArrayList<>();
        int[] labels = new int[a + b];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i < a ? 0 : 1;
            points.add((20 * labels[i] + spread * random.nextGaussian()) + ","
                    + (20 * labels[i] + spread * random.nextGaussian()));
        }
        return Dataset.of(points, labels, LABELS);
    }

    private static DeepKnn<String> fitted(
            Nonconformity kind, PValueKind pValues, CalibrationGroups groups, Dataset<String> calibration) {
        return DeepKnn.builder(new PointExtractor())
                .neighbors(9)
                .nonconformity(kind)
                .pValues(pValues)
                .calibrationGroups(groups)
                .fit(clouds(1, 60, 60, 8), calibration);
    }

    /** P-values of b are at least 1/2, and those of clear inputs of a are spread over all of (0, 1]. */
    @Test
    void a_class_with_one_calibration_example_takes_no_inputs_of_others() {
        try (DeepKnn<String> dknn = fitted(
                Nonconformity.logRatio(),
                PValueKind.CONFORMAL,
                CalibrationGroups.CLASS_CONDITIONAL,
                clouds(2, 100, 1, 1))) {
            List<Prediction> predictions = dknn.predictAll(clouds(3, 500, 0, 1).inputs());
            long larger = predictions.stream()
                    .filter(prediction -> prediction.pValues().value(1) > prediction.credibility())
                    .count();
            assertTrue(larger > 100, larger + " inputs have the larger p-value for b");
            for (Prediction prediction : predictions) {
                assertEquals(0, prediction.label());
                assertEquals(prediction.pValues().value(0), prediction.credibility());
                assertEquals(1 - prediction.pValues().value(1), prediction.confidence());
                assertEquals(100, prediction.pValues().groupSize(0));
                assertEquals(1, prediction.pValues().groupSize(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void groups_do_not_change_the_label(Nonconformity kind) {
        Dataset<String> calibration = clouds(2, 100, 7, 8);
        try (DeepKnn<String> marginal = fitted(kind, PValueKind.CONFORMAL, CalibrationGroups.MARGINAL, calibration);
                DeepKnn<String> byClass =
                        fitted(kind, PValueKind.CONFORMAL, CalibrationGroups.CLASS_CONDITIONAL, calibration)) {
            for (String input : clouds(3, 50, 50, 8).inputs()) {
                assertEquals(
                        marginal.predict(input).label(), byClass.predict(input).label());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void without_groups_the_label_has_the_largest_p_value(Nonconformity kind) {
        for (PValueKind pValues : PValueKind.values()) {
            try (DeepKnn<String> dknn = fitted(kind, pValues, CalibrationGroups.MARGINAL, clouds(2, 30, 20, 8))) {
                for (Prediction prediction :
                        dknn.predictAll(clouds(3, 50, 50, 8).inputs())) {
                    double largest = Math.max(
                            prediction.pValues().value(0), prediction.pValues().value(1));
                    assertEquals(largest, prediction.credibility());
                }
            }
        }
    }

    @Test
    void a_set_that_a_small_group_does_not_allow_is_refused_with_the_name_of_the_class() {
        try (DeepKnn<String> dknn = fitted(
                Nonconformity.logRatio(),
                PValueKind.CONFORMAL,
                CalibrationGroups.CLASS_CONDITIONAL,
                clouds(2, 100, 8, 8))) {
            Prediction prediction = dknn.predict("1,1");
            assertEquals(List.of(0), dknn.predictionSet(prediction, 0.5));
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> dknn.predictionSet(prediction, 0.9));
            assertEquals(
                    "the level 0.9 needs at least 9 calibration examples of each class, got 8 of b",
                    refused.getMessage());
        }
    }

    @Test
    void small_groups_are_named() {
        String start = "Too few calibration examples for prediction sets at a level of 0.9, which needs 9";
        assertEquals(Optional.empty(), SmallGroups.warning(Calibration.copyOf(new double[9]), LABELS));
        assertEquals(
                Optional.of(start + ": 8, so that each p-value is 0.111 or more"),
                SmallGroups.warning(Calibration.copyOf(new double[8]), LABELS));
        assertEquals(Optional.empty(), SmallGroups.warning(byClass(9, 9), LABELS));
        assertEquals(
                Optional.of(start + " of each class: \"a\" has 1, its p-values are 0.500 or more; "
                        + "\"b\" has 0, its p-values are 1.000 or more"),
                SmallGroups.warning(byClass(1, 0), LABELS));
    }

    private static Calibration byClass(int a, int b) {
        int[] labels = IntStream.range(0, a + b).map(i -> i < a ? 0 : 1).toArray();
        return Calibration.byClass(new double[a + b], labels, 2);
    }
}
