package org.dknn.conformal;

import java.util.Arrays;

/**
 * The nonconformities of held-out examples with their true labels, against which new ones are judged.
 *
 * <p>A p-value takes two binary searches. Immutable, safe for use by many threads.
 *
 * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Algorithm 1</a>
 */
public final class Calibration {

    private final double[] sorted;

    private Calibration(double[] sorted) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("calibration needs at least one held-out example, got none");
        }
        for (int i = 0; i < sorted.length; i++) {
            if (Double.isNaN(sorted[i])) {
                throw new IllegalArgumentException("calibration scores must be numbers, got NaN at " + i);
            }
        }
        Arrays.sort(sorted);
        this.sorted = sorted;
    }

    /**
     * Calibrates on scores; their order does not matter.
     *
     * @param nonconformities one a held-out example, for its true label; larger is stranger; at least one, none NaN
     */
    public static Calibration copyOf(double... nonconformities) {
        return new Calibration(nonconformities.clone());
    }

    /** Number of calibration scores. */
    public int size() {
        return sorted.length;
    }

    /** A copy of the scores, in rising order. */
    public double[] scores() {
        return sorted.clone();
    }

    /** Number of calibration scores at least as large as this one, in {@code 0..size}. */
    public int countAtLeast(double nonconformity) {
        return sorted.length - below(nonconformity, false);
    }

    /** Number of calibration scores larger than this one, in {@code 0..size}. */
    public int countAbove(double nonconformity) {
        return sorted.length - below(nonconformity, true);
    }

    /** Number of scores below a value, or not above it. */
    private int below(double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The p-value of a nonconformity: how usual it would be for a true label; larger means better supported. Never rises
     * with the nonconformity.
     *
     * @param nonconformity larger is stranger, not NaN
     * @param theta tie-breaking draw in {@code [0, 1]}, used by {@link PValueKind#SMOOTHED} alone
     * @return in {@code [0, 1]}
     */
    public double pValue(double nonconformity, PValueKind kind, double theta) {
        if (Double.isNaN(nonconformity) || !(theta >= 0 && theta <= 1)) {
            throw new IllegalArgumentException("needs a nonconformity that is a number and a theta in [0, 1], got "
                    + nonconformity + " and " + theta);
        }
        int atLeast = countAtLeast(nonconformity);
        double n = sorted.length;
        return switch (kind) {
            case CONFORMAL -> (atLeast + 1) / (n + 1);
            case PAPER -> atLeast / n;
            case SMOOTHED -> {
                int above = countAbove(nonconformity);
                yield (above + theta * (atLeast - above + 1)) / (n + 1);
            }
        };
    }

    /**
     * The p-values of all labels of one input, by the paper's nonconformity: the number of disagreeing neighbors.
     *
     * @param theta tie-breaking draw in {@code [0, 1]}, the same for all labels
     */
    public PValues pValues(LabelVotes votes, PValueKind kind, double theta) {
        double[] values = new double[votes.labels()];
        Arrays.setAll(values, label -> pValue(votes.nonconformity(label), kind, theta));
        return PValues.copyOf(values);
    }

    @Override
    public String toString() {
        return "Calibration[" + sorted.length + " scores in " + sorted[0] + ".." + sorted[sorted.length - 1] + "]";
    }
}
