package org.dknn.reliability;

import java.util.Arrays;

/**
 * Quality of a score that separates in-distribution inputs from out-of-distribution ones. Larger scores mean
 * in-distribution. Immutable.
 */
public final class DetectionMetrics {

    private final double[] inDistribution;
    private final double[] ood;

    private DetectionMetrics(double[] inDistribution, double[] ood) {
        this.inDistribution = sorted(inDistribution, "in-distribution");
        this.ood = sorted(ood, "out-of-distribution");
    }

    private static double[] sorted(double[] scores, String name) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("needs the score of at least one " + name + " input, got none");
        }
        double[] sorted = scores.clone();
        for (int i = 0; i < sorted.length; i++) {
            if (Double.isNaN(sorted[i])) {
                throw new IllegalArgumentException("scores must be numbers, got NaN at " + i + " of the " + name);
            }
            sorted[i] += 0.0; // so that -0.0 sorts as 0.0
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Metrics of a score.
     *
     * @param inDistribution scores of inputs like the training inputs; at least one, none NaN; infinite ones are allowed
     * @param ood scores of out-of-distribution inputs; the same
     */
    public static DetectionMetrics of(double[] inDistribution, double[] ood) {
        return new DetectionMetrics(inDistribution, ood);
    }

    /**
     * Area under the receiver operating characteristic, in {@code [0, 1]}: the probability that an in-distribution input scores
     * above an out-of-distribution one, where a tie counts one half. A score without information has .5.
     */
    public double areaUnderRoc() {
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (double score : inDistribution) {
            while (below < ood.length && ood[below] < score) {
                below++;
            }
            while (notAbove < ood.length && ood[notAbove] <= score) {
                notAbove++;
            }
            wins += (below + notAbove) / 2.0;
        }
        return wins / inDistribution.length / ood.length;
    }

    /**
     * The largest threshold that at least a given share of the in-distribution inputs reach.
     *
     * @param share in {@code (0, 1)}, such as .95
     */
    public double threshold(double share) {
        Checks.inside01(share, "the share of in-distribution inputs");
        int kept = (int) Math.max(1, Math.ceil(share * inDistribution.length - 1e-9));
        return inDistribution[inDistribution.length - kept];
    }

    /**
     * Share of the out-of-distribution inputs that reach the {@link #threshold} of a share. A score equal to the threshold
     * reaches it, so ties increase this rate.
     *
     * @param share of in-distribution inputs that must reach it, in {@code (0, 1)}, such as .95
     * @return in {@code [0, 1]}; smaller is better
     */
    public double falsePositivesAt(double share) {
        double threshold = threshold(share);
        return (double) Arrays.stream(ood).filter(score -> score >= threshold).count() / ood.length;
    }

    @Override
    public String toString() {
        return "DetectionMetrics[" + inDistribution.length + " in-distribution, " + ood.length
                + " out-of-distribution, area under ROC " + areaUnderRoc() + "]";
    }
}
