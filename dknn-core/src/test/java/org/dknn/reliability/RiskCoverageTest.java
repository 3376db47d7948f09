package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.dknn.reliability.RiskCoverage.Point;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {

    @Test
    void curve_and_areas_by_hand() {
        RiskCoverage curve =
                RiskCoverage.of(SelectivePredictions.of(new double[] {0.7, 0.9, 0.6, 0.8}, true, true, true, false));

        assertEquals(
                List.of(new Point(0.9, 1, 0), new Point(0.8, 2, 1), new Point(0.7, 3, 1), new Point(0.6, 4, 1)),
                curve.points());
        assertEquals((0 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, curve.area(), 1e-12);
        assertEquals((1 / 4.0) / 4, curve.bestArea(), 1e-12);
        assertEquals((1 / 2.0 + 1 / 3.0) / 4, curve.excessArea(), 1e-12);
        assertEquals(0.5, curve.riskAt(0.5));
        assertEquals(1 / 3.0, curve.riskAt(0.51));
        assertEquals(0.25, curve.coverage(curve.points().get(0)));
    }

    @Test
    void equally_sure_answers_err_in_a_straight_line() {
        RiskCoverage curve =
                RiskCoverage.of(SelectivePredictions.of(new double[] {1, 0.5, 0.5, 0.5}, true, true, false, false));

        assertEquals(List.of(new Point(1, 1, 0), new Point(0.5, 4, 2)), curve.points());
        assertEquals((2 / 3.0) / 2, curve.riskAt(0.5), 1e-12);
        assertEquals((0 + (2 / 3.0) / 2 + (4 / 3.0) / 3 + 2 / 4.0) / 4, curve.area(), 1e-12);
    }

    @Test
    void the_area_of_ties_is_the_mean_over_their_orders() {
        Random random = new Random(8);
        boolean[] right = {true, false, true, true, false, true};
        double sum = 0;
        int orders = 40_000;
        for (int order = 0; order < orders; order++) {
            double[] confidences = random.doubles(right.length).toArray();
            sum += RiskCoverage.of(SelectivePredictions.of(confidences, right)).area();
        }

        double tied = RiskCoverage.of(SelectivePredictions.of(new double[right.length], right))
                .area();
        assertEquals(1 / 3.0, tied, 1e-12);
        assertEquals(sum / orders, tied, 0.005, "seed 8");
    }

    @Test
    void a_perfect_confidence_has_no_excess_and_an_inverted_one_the_most() {
        double[] confidences = {0.9, 0.8, 0.7, 0.2, 0.1};
        boolean[] right = {true, true, true, false, false};
        double[] inverted = {0.1, 0.2, 0.3, 0.8, 0.9};

        assertEquals(
                0, RiskCoverage.of(SelectivePredictions.of(confidences, right)).excessArea());
        RiskCoverage worst = RiskCoverage.of(SelectivePredictions.of(inverted, right));
        assertEquals((1 + 1 + 2 / 3.0 + 2 / 4.0 + 2 / 5.0) / 5, worst.area(), 1e-12);
        assertTrue(worst.excessArea() > 0.5);
    }

    @Test
    void always_right_and_always_wrong_have_areas_of_zero_and_one() {
        assertEquals(
                0,
                RiskCoverage.of(SelectivePredictions.of(new double[] {1, 2}, true, true))
                        .area());
        assertEquals(
                1,
                RiskCoverage.of(SelectivePredictions.of(new double[] {1, 2}, false, false))
                        .area());
        assertEquals(
                1,
                RiskCoverage.of(SelectivePredictions.of(new double[] {1, 2}, false, false))
                        .bestArea());
    }

    @Test
    void a_rising_change_of_scale_changes_nothing() {
        Random random = new Random(5);
        double[] confidences = random.doubles(200).toArray();
        double[] stretched = new double[200];
        boolean[] right = new boolean[200];
        for (int i = 0; i < 200; i++) {
            right[i] = random.nextBoolean();
            stretched[i] = Math.log(confidences[i]);
        }

        assertEquals(
                RiskCoverage.of(SelectivePredictions.of(confidences, right)).area(),
                RiskCoverage.of(SelectivePredictions.of(stretched, right)).area(),
                "seed 5");
    }

    @Test
    void a_coverage_outside_is_refused() {
        RiskCoverage curve = RiskCoverage.of(SelectivePredictions.of(new double[] {1}, true));

        assertRefused("the coverage must be in (0, 1], got 0.0", () -> curve.riskAt(0));
        assertRefused("got NaN", () -> curve.riskAt(Double.NaN));
    }
}
