package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.dknn.Dataset;
import org.dknn.Prediction;
import org.dknn.conformal.NeighborStatistics;

/**
 * Draws of the reference examples anew, and what intervals are made of them.
 *
 * @param labels that reference examples vote for, by ordinal
 * @param draws their number, at least 2; 200 is usual
 * @param level share of the draws that an interval holds, in {@code (0, 1)}; 0.95 is usual
 * @param seed of the draws
 */
public record Bootstrap(IntUnaryOperator labels, int draws, double level, long seed) {

    /** Checks the numbers. */
    public Bootstrap {
        Objects.requireNonNull(labels, "labels");
        if (draws < 2 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "needs at least 2 draws and a level in (0, 1), got " + draws + " and " + level);
        }
    }

    /** Two hundred draws and intervals of 95 %. */
    public static Bootstrap of(Dataset<?> reference, long seed) {
        return new Bootstrap(reference::label, 200, 0.95, seed);
    }

    NeighborStatistics evidence(Prediction prediction, int draw) {
        return new NeighborDraws(labels, seed).evidence(prediction, draw);
    }

    /** Of draws of other things than reference examples. */
    long key(int draw) {
        return NeighborDraws.mixed(NeighborDraws.mixed(~seed) + draw);
    }

    /** Between the percentiles that leave out as much below as above, by linear interpolation. */
    Interval interval(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
