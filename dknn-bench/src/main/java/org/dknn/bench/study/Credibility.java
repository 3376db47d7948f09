package org.dknn.bench.study;

/**
 * How credible the predictions of a method are by its own account, which should be more for right ones than for wrong ones.
 *
 * @param right mean over right predictions, in {@code [0, 1]}; not a number if there are none
 * @param wrong mean over wrong predictions, in {@code [0, 1]}; not a number if there are none
 */
record Credibility(double right, double wrong) {

    /** Collects the mean of each side. */
    static final class Sums {

        private final double[] sums = new double[2];
        private final int[] counts = new int[2];

        void add(double credibility, int predicted, int label) {
            int side = predicted == label ? 0 : 1;
            sums[side] += credibility;
            counts[side]++;
        }

        Credibility mean() {
            return new Credibility(sums[0] / counts[0], sums[1] / counts[1]);
        }
    }
}
