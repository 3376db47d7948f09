package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectionMetricsTest {

    @Test
    void equal_scores_count_a_half() {
        DetectionMetrics metrics = DetectionMetrics.of(new double[] {2, 3, 2}, new double[] {1, 2});

        // 3 is above both; each 2 is above 1 and equals 2
        assertEquals((2 + 1.5 + 1.5) / 6, metrics.areaUnderRoc(), 1e-12);
        assertEquals(2, metrics.threshold(0.95));
        assertEquals(0.5, metrics.falsePositivesAt(0.95));
        assertEquals(0, metrics.falsePositivesAt(0.3)); // threshold 3
    }

    @Test
    void the_threshold_keeps_the_share() {
        double[] inDistribution = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
        double[] ood = IntStream.range(0, 10).mapToDouble(i -> i).toArray();
        DetectionMetrics metrics = DetectionMetrics.of(inDistribution, ood);

        assertEquals(5, metrics.threshold(0.95)); // 5..99 are 95
        assertEquals(0.5, metrics.falsePositivesAt(0.95)); // 5..9 of 0..9
    }

    @Test
    void perfect_inverted_and_useless_scores() {
        double[] high = {5, 6, Double.POSITIVE_INFINITY};
        double[] low = {Double.NEGATIVE_INFINITY, 1};

        assertEquals(1, DetectionMetrics.of(high, low).areaUnderRoc());
        assertEquals(0, DetectionMetrics.of(high, low).falsePositivesAt(0.95));
        assertEquals(0, DetectionMetrics.of(low, high).areaUnderRoc());
        assertEquals(1, DetectionMetrics.of(low, high).falsePositivesAt(0.95));
        assertEquals(
                0.5,
                DetectionMetrics.of(new double[] {0.0, -0.0}, new double[] {0.0})
                        .areaUnderRoc());
    }

    @Test
    void the_area_is_that_of_all_pairs() {
        Random random = new Random(21);
        double[] inDistribution = random.ints(150, 5, 30).asDoubleStream().toArray();
        double[] ood = random.ints(90, 0, 25).asDoubleStream().toArray();
        double wins = 0;
        for (double one : inDistribution) {
            for (double other : ood) {
                wins += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }

        assertEquals(wins / (150 * 90), DetectionMetrics.of(inDistribution, ood).areaUnderRoc(), 1e-12, "seed 21");
    }

    @Test
    void bad_input_is_refused_by_name() {
        double[] one = {1};
        assertRefused("at least one in-distribution input", () -> DetectionMetrics.of(new double[0], one));
        assertRefused(
                "got NaN at 0 of the out-of-distribution", () -> DetectionMetrics.of(one, new double[] {Double.NaN}));
        assertRefused("must be in (0, 1), got 1.0", () -> DetectionMetrics.of(one, one)
                .threshold(1));
    }
}
