package org.dknn.reliability;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Threshold of a selection score above which the error rate is at most a given one, with a given probability over the
 * held-out examples that it was chosen on.
 *
 * <p>Candidates are minus infinity and the scores below which 0, 5, 10, ... 95 % of the held-out predictions lie. The
 * number of errors above a candidate is binomial, so "the error rate is above the limit" is tested exactly. Each of the
 * {@value #CANDIDATES} tests gets an equal part of the failure probability (Bonferroni), which bounds the probability
 * that any accepted candidate exceeds the limit. The lowest accepted candidate is used.
 *
 * @param value predictions need a score above this; infinite if none is accepted, minus infinity if all are
 * @param coverage share of held-out predictions above it
 * @param errorBound upper bound on the error rate, at the same confidence level (Clopper and Pearson); 1 if no
 *     prediction is accepted
 * @see <a href="https://arxiv.org/abs/2110.01052">Angelopoulos, Bates, Candes, Jordan and Lei (2021), Learn then
 *     Test</a>
 */
public record SelectionThreshold(double value, double coverage, double errorBound) {

    static final int CANDIDATES = 21;

    /**
     * Chooses a threshold on held-out predictions, of examples that are neither training nor calibration examples.
     *
     * @param errorRate share of the accepted predictions that may be wrong, in {@code (0, 1)}
     * @param failureProbability probability that the error rate is exceeded, in {@code (0, 1)}
     * @throws IllegalArgumentException if there are too few predictions to accept any candidate, even if all are
     *     correct
     */
    public static SelectionThreshold calibrate(
            SelectivePredictions heldOut, double errorRate, double failureProbability) {
        Checks.inside01(errorRate, "the error rate");
        double level = Checks.inside01(failureProbability, "the failure probability") / CANDIDATES;
        int needed = (int) Math.min(Integer.MAX_VALUE, Math.ceil(Math.log(level) / Math.log1p(-errorRate)));
        if (heldOut.size() < needed) {
            throw new IllegalArgumentException(
                    "the error rate " + errorRate + " with a failure probability of " + failureProbability
                            + " needs at least " + needed + " held-out predictions, got " + heldOut.size());
        }
        double[] rising = IntStream.range(0, heldOut.size())
                .mapToDouble(heldOut::score)
                .sorted()
                .toArray();
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            double value = candidate == 0
                    ? Double.NEGATIVE_INFINITY
                    : rising[(int) ((long) (candidate - 1) * rising.length / (CANDIDATES - 1))];
            Counts counts = Counts.above(value, heldOut);
            if (counts.isRateShown(errorRate, level)) {
                return new SelectionThreshold(value, (double) counts.answered() / rising.length, counts.bound(level));
            }
        }
        return new SelectionThreshold(Double.POSITIVE_INFINITY, 0, 1);
    }

    /** Whether a score is above the threshold. */
    public boolean isPassedBy(double score) {
        return score > value || (value == Double.NEGATIVE_INFINITY && !Double.isNaN(score));
    }

    /** Predictions above a threshold, and the errors among them. */
    private record Counts(int answered, int errors) {

        static Counts above(double value, SelectivePredictions predictions) {
            int[] above = IntStream.range(0, predictions.size())
                    .filter(i -> predictions.score(i) > value || value == Double.NEGATIVE_INFINITY)
                    .toArray();
            int wrong = (int)
                    Arrays.stream(above).filter(i -> !predictions.isCorrect(i)).count();
            return new Counts(above.length, wrong);
        }

        /** Whether so few errors would be unlikely at a rate. */
        boolean isRateShown(double rate, double level) {
            return answered > 0 && new BinomialDistribution(answered, rate).cumulativeProbability(errors) <= level;
        }

        double bound(double level) {
            return errors == answered
                    ? 1
                    : new BetaDistribution(errors + 1.0, answered - errors).inverseCumulativeProbability(1 - level);
        }
    }
}
