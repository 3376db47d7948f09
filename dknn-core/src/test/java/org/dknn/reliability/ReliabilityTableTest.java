package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dknn.reliability.ReliabilityTable.Bin;
import org.dknn.reliability.ReliabilityTable.BinEdges;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class ReliabilityTableTest {

    private static final SelectivePredictions FOUR =
            SelectivePredictions.of(new double[] {0.75, 0.5, 1, 0.25}, true, false, true, false);

    @Test
    void confidences_on_an_edge_fall_into_the_lower_bin() {
        ReliabilityTable table = ReliabilityTable.of(FOUR, 2, BinEdges.UPPER_CLOSED);

        assertEquals(List.of(new Bin(0, 0.5, 2, 0.375, 0), new Bin(0.5, 1, 2, 0.875, 1)), table.bins());
        assertEquals((2 * 0.375 + 2 * 0.125) / 4, table.expectedCalibrationError());
        assertEquals(0.375, table.maximumCalibrationError());
    }

    @Test
    void or_into_the_upper_one() {
        ReliabilityTable table = ReliabilityTable.of(FOUR, 2, BinEdges.LOWER_CLOSED);

        // .75, .5 and 1 are in the upper one, with 2 of 3 right
        assertEquals(List.of(new Bin(0, 0.5, 1, 0.25, 0), new Bin(0.5, 1, 3, 0.75, 2 / 3.0)), table.bins());
        assertEquals((0.25 + 3 * (0.75 - 2 / 3.0)) / 4, table.expectedCalibrationError(), 1e-12);
    }

    @Test
    void every_edge_falls_where_its_convention_says() {
        for (int bins = 1; bins <= 40; bins++) {
            for (int edge = 0; edge <= bins; edge++) {
                SelectivePredictions one = SelectivePredictions.of(new double[] {(double) edge / bins}, true);
                int upper = Math.max(0, edge - 1);
                int lower = Math.min(bins - 1, edge);

                String at = edge + " of " + bins;
                assertEquals(
                        1,
                        ReliabilityTable.of(one, bins, BinEdges.UPPER_CLOSED)
                                .bins()
                                .get(upper)
                                .count(),
                        at);
                assertEquals(
                        1,
                        ReliabilityTable.of(one, bins, BinEdges.LOWER_CLOSED)
                                .bins()
                                .get(lower)
                                .count(),
                        at);
            }
        }
    }

    @Test
    void fifteen_bins_closed_above_are_usual() {
        assertEquals(ReliabilityTable.of(FOUR, 15, BinEdges.UPPER_CLOSED), ReliabilityTable.of(FOUR));
        assertEquals(15, ReliabilityTable.of(FOUR).bins().size());
        assertEquals(4, ReliabilityTable.of(FOUR).size());
    }

    @Test
    void brier_scores_by_hand() {
        // .0625 + .25 + 0 + .0625
        assertEquals(0.375 / 4, BrierScore.ofAnswers(FOUR));
        // (1 - .5)^2 + .25^2 + .25^2 and 0
        FloatMatrix probabilities = FloatMatrix.copyOf(new float[] {0.5f, 0.25f, 0.25f}, new float[] {0, 0, 1});
        assertEquals(0.375 / 2, BrierScore.ofProbabilities(probabilities, 0, 2));
        assertEquals((0.375 + 2) / 2, BrierScore.ofProbabilities(probabilities, 0, 0));
    }

    @Test
    void what_is_no_share_is_refused() {
        SelectivePredictions lead = SelectivePredictions.of(new double[] {0.5, 1.5}, true, true);
        SelectivePredictions infinite = SelectivePredictions.of(new double[] {Double.NEGATIVE_INFINITY}, true);

        assertRefused("must be in [0, 1], got 1.5 at 1", () -> ReliabilityTable.of(lead));
        assertRefused("must be in [0, 1], got -Infinity", () -> BrierScore.ofAnswers(infinite));
        assertRefused("at least one bin, got 0", () -> ReliabilityTable.of(FOUR, 0, BinEdges.UPPER_CLOSED));
    }
}
