package org.dknn.reliability;

import java.util.Arrays;

/**
 * How well a score tells usual inputs from strange ones; larger should mean more usual. Immutable.
 */
public final class DetectionMetrics {

    private final double[] usual;
    private final double[] strange;

    private DetectionMetrics(double[] usual, double[] strange) {
        this.usual = sorted(usual, "usual");
        this.strange = sorted(strange, "strange");
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
     * Compares scores.
     *
     * @param usual scores of inputs like those of training; at least one, none NaN, maybe infinite
     * @param strange scores of others; the same
     */
    public static DetectionMetrics of(double[] usual, double[] strange) {
        return new DetectionMetrics(usual, strange);
    }

    /**
     * Probability that a usual input scores above a strange one, equal scores counting a half: the area under the receiver
     * operating characteristic, in {@code [0, 1]}; .5 if the score tells nothing.
     */
    public double areaUnderRoc() {
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (double score : usual) {
            while (below < strange.length && strange[below] < score) {
                below++;
            }
            while (notAbove < strange.length && strange[notAbove] <= score) {
                notAbove++;
            }
            wins += (below + notAbove) / 2.0;
        }
        return wins / usual.length / strange.length;
    }

    /**
     * The largest threshold at or above which at least a share of the usual inputs score.
     *
     * @param share in {@code (0, 1)}, such as .95
     */
    public double threshold(double share) {
        Checks.inside01(share, "the share of usual inputs");
        int kept = (int) Math.max(1, Math.ceil(share * usual.length - 1e-9));
        return usual[usual.length - kept];
    }

    /**
     * Share of the strange inputs that pass as usual at the {@link #threshold} of a share; scores that equal it pass, so ties
     * make it larger.
     *
     * @param share of usual inputs that must pass, in {@code (0, 1)}, such as .95
     * @return in {@code [0, 1]}; smaller is better
     */
    public double falsePositivesAt(double share) {
        double threshold = threshold(share);
        return (double) Arrays.stream(strange)
                        .filter(score -> score >= threshold)
                        .count()
                / strange.length;
    }

    @Override
    public String toString() {
        return "DetectionMetrics[" + usual.length + " usual, " + strange.length + " strange, area under ROC "
                + areaUnderRoc() + "]";
    }
}
