package org.dknn.reliability;

import java.util.Arrays;

/**
 * A rising step function from a confidence of any scale to the share of answers that are right at it: the one of least squares,
 * by pooling adjacent violators. Immutable.
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

    /** Fits held-out answers. Equal confidences get one share. */
    public static IsotonicCalibration fit(SelectivePredictions heldOut) {
        int[] order = heldOut.surestFirst();
        double[] from = new double[order.length];
        double[] right = new double[order.length];
        double[] count = new double[order.length];
        int blocks = 0;
        for (int i = order.length - 1; i >= 0; i--) {
            double confidence = heldOut.confidence(order[i]);
            if (blocks == 0 || from[blocks - 1] != confidence) {
                blocks = pool(right, count, blocks);
                from[blocks++] = confidence;
                right[blocks - 1] = 0;
                count[blocks - 1] = 0;
            }
            count[blocks - 1]++;
            right[blocks - 1] += heldOut.isRight(order[i]) ? 1 : 0;
        }
        blocks = pool(right, count, blocks);
        double[] shares = new double[blocks];
        Arrays.setAll(shares, block -> right[block] / count[block]);
        return new IsotonicCalibration(Arrays.copyOf(from, blocks), shares);
    }

    /** Joins the last block with those before it while it is not above them; returns how many blocks remain. */
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
     * The share of answers that are right at a confidence: that of the step it falls on, and of the first step below all.
     *
     * @param confidence not NaN
     * @return in {@code [0, 1]}, never falling with the confidence
     */
    public double shareRight(double confidence) {
        if (Double.isNaN(confidence)) {
            throw new IllegalArgumentException("the confidence must be a number, got NaN");
        }
        int found = Arrays.binarySearch(from, confidence + 0.0);
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
