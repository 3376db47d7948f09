package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionThresholdTest {

    private static SelectivePredictions allRight(int size) {
        boolean[] right = new boolean[size];
        Arrays.fill(right, true);
        return SelectivePredictions.of(new double[size], right);
    }

    @Test
    void as_few_answers_as_suffice_let_everything_be_answered() {
        // .9^n <= .1 / 21 from n = 51 on
        SelectionThreshold threshold = SelectionThreshold.calibrate(allRight(51), 0.1, 0.1);

        assertEquals(Double.NEGATIVE_INFINITY, threshold.value());
        assertEquals(1, threshold.coverage());
        assertEquals(1 - Math.pow(0.1 / 21, 1 / 51.0), threshold.errorBound(), 1e-9);
        assertTrue(threshold.isPassedBy(Double.NEGATIVE_INFINITY));
    }

    @Test
    void fewer_are_refused_with_the_number_needed() {
        assertRefused(
                "needs at least 51 held-out predictions, got 50",
                () -> SelectionThreshold.calibrate(allRight(50), 0.1, 0.1));
    }

    @Test
    void equally_sure_answers_that_err_too_often_are_never_given() {
        boolean[] right = new boolean[200];
        Arrays.fill(right, 0, 100, true);

        SelectionThreshold threshold =
                SelectionThreshold.calibrate(SelectivePredictions.of(new double[200], right), 0.1, 0.1);

        assertEquals(new SelectionThreshold(Double.POSITIVE_INFINITY, 0, 1), threshold);
        assertFalse(threshold.isPassedBy(1));
    }

    @Test
    void the_lowest_candidate_that_passes_is_taken() {
        // of 0..199 the lower half is wrong; candidates are 0, 10, 20 and so on, and above 90 are 109 answers, 9 wrong
        double[] confidences = new double[200];
        boolean[] right = new boolean[200];
        for (int i = 0; i < 200; i++) {
            confidences[i] = i;
            right[i] = i >= 100;
        }

        SelectionThreshold threshold =
                SelectionThreshold.calibrate(SelectivePredictions.of(confidences, right), 0.1, 0.1);

        // P(at most 9 of 109 wrong at rate .1) is .34, not below .1 / 21; above 100 are 99 answers, all right: .9^99
        assertEquals(100, threshold.value());
        assertEquals(99 / 200.0, threshold.coverage());
        assertEquals(1 - Math.pow(0.1 / 21, 1 / 99.0), threshold.errorBound(), 1e-9);
    }

    @Test
    void the_promise_is_kept_as_often_as_it_says() {
        // an answer of confidence u is wrong with probability (1 - u) / 2, so the rate above t is (1 - t) / 4
        Random random = new Random(17);
        int broken = 0;
        double coverage = 0;
        for (int run = 0; run < 200; run++) {
            double[] confidences = random.doubles(2000).toArray();
            boolean[] right = new boolean[2000];
            for (int i = 0; i < 2000; i++) {
                right[i] = random.nextDouble() > (1 - confidences[i]) / 2;
            }
            SelectionThreshold found =
                    SelectionThreshold.calibrate(SelectivePredictions.of(confidences, right), 0.1, 0.2);
            double rate = (1 - Math.max(0, Math.min(1, found.value()))) / 4;
            broken += rate > 0.1 ? 1 : 0;
            coverage += found.coverage() / 200;
            assertTrue(found.coverage() == 0 || found.errorBound() <= 0.1 + 1e-9, "seed 17: " + found);
        }

        assertTrue(broken <= 0.2 * 200, "seed 17: broken " + broken + " times of 200");
        assertTrue(coverage > 0.15, "seed 17: mean coverage " + coverage + ", at most .4");
    }

    @Test
    void rates_outside_are_refused() {
        assertRefused(
                "the error rate must be in (0, 1), got 0.0", () -> SelectionThreshold.calibrate(allRight(9), 0, 0.1));
        assertRefused(
                "the failure probability must be in (0, 1), got 1.0",
                () -> SelectionThreshold.calibrate(allRight(9), 0.1, 1));
        assertRefused("the OOD error rate must be in (0, 1), got NaN", () -> new RejectOption(0.1, 0.1, Double.NaN));
    }
}
