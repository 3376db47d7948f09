package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {

    @Test
    void too_sure_a_network_is_softened_to_its_accuracy() {
        // sure to .9 and right 3 times of 4: 1 / (1 + exp(-log(9) / T)) = 3 / 4, so T = log 9 / log 3 = 2
        float[] sure = {0.9f, 0.1f};
        FloatMatrix probabilities = FloatMatrix.copyOf(sure, sure, sure, sure);

        TemperatureScaling scaling = TemperatureScaling.fit(probabilities, 0, 0, 1, 0);

        assertEquals(2, scaling.temperature(), 1e-5);
        assertArrayEquals(new double[] {0.75, 0.25}, scaling.scaled(probabilities, 2), 1e-6);
        assertEquals(
                -(3 * Math.log(0.75) + Math.log(0.25)) / 4,
                scaling.negativeLogLikelihood(probabilities, 0, 0, 1, 0),
                1e-6);
    }

    @Test
    void too_doubtful_a_network_is_sharpened() {
        // sure to .6 and right 9 times of 10: T = log(.6 / .4) / log 9
        float[][] rows = new float[10][];
        Arrays.fill(rows, new float[] {0.6f, 0.4f});

        TemperatureScaling scaling = TemperatureScaling.fit(FloatMatrix.copyOf(rows), 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);

        assertEquals(Math.log(1.5) / Math.log(9), scaling.temperature(), 1e-5);
    }

    @Test
    void temperature_one_changes_nothing_and_none_changes_the_order() {
        FloatMatrix probabilities = FloatMatrix.copyOf(new float[] {0.2f, 0.5f, 0.3f});

        assertArrayEquals(new double[] {0.2, 0.5, 0.3}, new TemperatureScaling(1).scaled(probabilities, 0), 1e-7);
        // squares 4, 25, 9 of 38
        assertArrayEquals(
                new double[] {4 / 38.0, 25 / 38.0, 9 / 38.0},
                new TemperatureScaling(0.5).scaled(probabilities, 0),
                1e-7);
    }

    @Test
    void a_temperature_far_from_one_is_found() {
        for (double wanted : new double[] {0.05, 0.3, 1, 5, 20}) {
            Random random = new Random(11);
            int rows = 4000;
            float[][] probabilities = new float[rows][];
            int[] labels = new int[rows];
            for (int row = 0; row < rows; row++) {
                double truth = 0.02 + 0.96 * random.nextDouble();
                double odds = Math.pow(truth / (1 - truth), wanted);
                float said = (float) (odds / (1 + odds));
                probabilities[row] = new float[] {said, (float) (1 / (1 + odds))};
                labels[row] = random.nextDouble() < truth ? 0 : 1;
            }
            double found = TemperatureScaling.fit(FloatMatrix.copyOf(probabilities), labels)
                    .temperature();

            assertEquals(1, found / wanted, 0.1, "seed 11, wanted " + wanted + ", found " + found);
        }
    }

    @Test
    void labels_that_are_always_right_or_always_wrong_stop_at_the_bounds() {
        FloatMatrix probabilities = FloatMatrix.copyOf(new float[] {0.9f, 0.1f}, new float[] {0.2f, 0.8f});

        assertTrue(TemperatureScaling.fit(probabilities, 0, 1).temperature() >= 0.01);
        assertEquals(100, TemperatureScaling.fit(probabilities, 1, 0).temperature(), 0.01);
    }

    @Test
    void a_probability_of_zero_stays_finite() {
        FloatMatrix probabilities = FloatMatrix.copyOf(new float[] {1, 0}, new float[] {1, 0}, new float[] {1, 0});

        TemperatureScaling scaling = TemperatureScaling.fit(probabilities, 0, 0, 1);

        // log(1e30) / T = log 2
        assertEquals(30 * Math.log(10) / Math.log(2), scaling.temperature(), 0.01);
    }

    @Test
    void bad_input_is_refused_by_name() {
        FloatMatrix one = FloatMatrix.copyOf(new float[] {0.5f, 0.5f});
        assertRefused("a label for each, got 1 and 0", () -> TemperatureScaling.fit(one));
        assertRefused("labels must be in 0..1, got 2 at 0", () -> TemperatureScaling.fit(one, 2));
        assertRefused(
                "probabilities must be in [0, 1], got NaN at row 0",
                () -> TemperatureScaling.fit(FloatMatrix.copyOf(new float[] {Float.NaN, 1}), 0));
        assertRefused("finite and above 0, got 0.0", () -> new TemperatureScaling(0));
    }
}
