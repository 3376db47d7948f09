package org.dknn.reliability;

import java.util.Arrays;

/**
 * Isotonic regression from a score of any scale to accuracy: the rising step function of least squares, by pooling
 * adjacent violators. Immutable.
 *
 * @see <a href="https://doi.org/10.1145/775047.775151">Zadrozny and Elkan (2002)</a>
 */
public final class IsotonicCalibration {

    private final double[] from;
    private final double[] shares;

    private IsotonicCalibration(double[] from, double[] shares) {
        this.from = from;
        this.shares = shares;
    }

    /** Fits held-out predictions. Equal scores share one step. */
    public static IsotonicCalibration fit(SelectivePredictions heldOut) {
        int[] order = heldOut.highestFirst();
        double[] from = new double[order.length];
        double[] right = new double[order.length];
        double[] count = new double[order.length];
        int blocks = 0;
        for (int i = order.length - 1; i >= 0; i--) {
            double score = heldOut.score(order[i]);
            if (blocks == 0 || from[blocks - 1] != score) {
                blocks = pool(right, count, blocks);
                from[blocks++] = score;
                right[blocks - 1] = 0;
                count[blocks - 1] = 0;
            }
            count[blocks - 1]++;
            right[blocks - 1] += heldOut.isCorrect(order[i]) ? 1 : 0;
        }
        blocks = pool(right, count, blocks);
        double[] shares = new double[blocks];
        Arrays.setAll(shares, block -> right[block] / count[block]);
        return new IsotonicCalibration(Arrays.copyOf(from, blocks), shares);
    }

    /** Merges the last block into those before it while it is not above them; returns the number of blocks left. */
    private static int pool(double[] right, double[] count, int blocks) {
        int last = blocks - 1;
        while (last > 0 && right[last] * count[last - 1] <= right[last - 1] * count[last]) {
            right[last - 1] += right[last];
            count[last - 1] += count[last];
            last--;
        }
        return last + 1;
    }

    /**
     * Accuracy at a score: that of the step it lies on, or of the first step for lower scores.
     *
     * @param score not NaN
     * @return in {@code [0, 1]}, never falling with the score
     */
    public double accuracyAt(double score) {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("the score must be a number, got NaN");
        }
        int found = Arrays.binarySearch(from, score + 0.0);
        int step = found >= 0 ? found : -found - 2;
        return shares[Math.max(0, step)];
    }

    /** Number of steps. */
    public int steps() {
        return shares.length;
    }

    @Override
    public String toString() {
        return "IsotonicCalibration[from " + Arrays.toString(from) + " shares " + Arrays.toString(shares) + "]";
    }
}
