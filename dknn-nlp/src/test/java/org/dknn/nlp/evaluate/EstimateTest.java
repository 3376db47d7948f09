package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void one_value_is_sure_of_itself() {
        assertEquals(new Estimate(3, 3, 3, 1), Estimate.of(new double[] {3}, 1));
    }

    @Test
    void the_interval_is_that_of_a_normal_mean() {
        // 400 values uniform in [0, 1): standard error 1 / sqrt(12 * 400) = .01443, times 1.96 = .0283
        double[] values = new SplittableRandom(8).doubles(400).toArray();

        Estimate estimate = Estimate.of(values, 1);

        assertEquals(0.0283, estimate.mean() - estimate.low(), 0.004);
        assertEquals(0.0283, estimate.high() - estimate.mean(), 0.004);
    }

    @Test
    void the_interval_covers_the_truth_about_as_often_as_it_says() {
        SplittableRandom random = new SplittableRandom(21);
        int covered = 0;
        for (int round = 0; round < 200; round++) {
            Estimate estimate = Estimate.of(random.doubles(60).toArray(), round);
            covered += estimate.low() <= 0.5 && 0.5 <= estimate.high() ? 1 : 0;
        }

        // 95 % of 200 is 190; four standard deviations are 12
        assertTrue(covered >= 178 && covered < 200, "covered " + covered);
    }

    @Test
    void the_seed_decides() {
        double[] values = {0, 1, 3, 7};

        assertEquals(Estimate.of(values, 1), Estimate.of(values, 1));
        double[] many = new SplittableRandom(8).doubles(50).toArray();
        assertNotEquals(Estimate.of(many, 1), Estimate.of(many, 2));
    }
}
