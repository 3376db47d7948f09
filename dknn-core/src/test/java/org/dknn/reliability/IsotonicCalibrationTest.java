package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IsotonicCalibrationTest {

    @Test
    void violators_are_pooled() {
        // 0 | 1 0 -> 1/2 | 1 1
        IsotonicCalibration calibration = IsotonicCalibration.fit(
                SelectivePredictions.of(new double[] {5, 1, 3, 2, 4}, true, false, false, true, true));

        assertEquals(0, calibration.accuracyAt(1));
        assertEquals(0, calibration.accuracyAt(1.9));
        assertEquals(0.5, calibration.accuracyAt(2));
        assertEquals(0.5, calibration.accuracyAt(3.5));
        assertEquals(1, calibration.accuracyAt(4));
        assertEquals(1, calibration.accuracyAt(Double.POSITIVE_INFINITY));
        assertEquals(0, calibration.accuracyAt(-7));
        assertEquals(3, calibration.steps());
    }

    @Test
    void a_violator_may_pull_down_several_steps() {
        // 0, then 1/2 of two tied, 1, and 0 of two tied: the last pulls down all but the first, to 2 of 5
        IsotonicCalibration calibration = IsotonicCalibration.fit(
                SelectivePredictions.of(new double[] {1, 2, 2, 3, 4, 4}, false, true, false, true, false, false));

        assertEquals(2, calibration.steps());
        assertEquals(2 / 5.0, calibration.accuracyAt(4));
        assertEquals(0, calibration.accuracyAt(1));
    }

    @Test
    void all_equal_confidences_get_the_accuracy() {
        IsotonicCalibration calibration =
                IsotonicCalibration.fit(SelectivePredictions.of(new double[] {3, 3, 3, 3}, true, true, false, true));

        assertEquals(0.75, calibration.accuracyAt(3));
        assertEquals(0.75, calibration.accuracyAt(0));
        assertEquals(1, calibration.steps());
    }

    @Test
    void the_steps_rise_and_keep_the_number_of_right_answers() {
        Random random = new Random(4);
        double[] confidences = new double[500];
        boolean[] right = new boolean[500];
        for (int i = 0; i < 500; i++) {
            confidences[i] = random.nextInt(60);
            right[i] = random.nextInt(60) < confidences[i];
        }
        SelectivePredictions answers = SelectivePredictions.of(confidences, right);
        IsotonicCalibration calibration = IsotonicCalibration.fit(answers);

        double sum = 0;
        for (double score : confidences) {
            sum += calibration.accuracyAt(score);
        }
        assertEquals(500 - answers.errors(), sum, 1e-9, "seed 4");
        for (int confidence = 1; confidence < 60; confidence++) {
            assertTrue(
                    calibration.accuracyAt(confidence) >= calibration.accuracyAt(confidence - 1),
                    "seed 4: " + calibration);
        }
        assertTrue(calibration.steps() > 5, "seed 4: " + calibration);
    }

    @Test
    void nan_is_refused() {
        IsotonicCalibration calibration = IsotonicCalibration.fit(SelectivePredictions.of(new double[] {1}, true));

        assertRefused("got NaN", () -> calibration.accuracyAt(Double.NaN));
    }
}
