package org.dknn.reliability;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * A confidence above which answers are wrong at most at a given rate, with a given probability over the held-out examples that
 * it was chosen on.
 *
 * <p>Candidates are the confidences below which 0, 5, 10, ... 95 % of the held-out answers lie, and answering always. For each
 * the errors among the answers above it are binomial, so "the rate is larger than wanted" can be tested exactly; with {@value
 * #CANDIDATES} candidates each test gets that part of the failure probability (Bonferroni), so the chance that any of the
 * candidates that pass is a bad one stays below it, and the lowest that passes is taken.
 *
 * @param value answers must be surer than this; infinite if nothing may be answered, minus infinity if everything may
 * @param coverage share of held-out answers above it
 * @param errorBound upper bound on the rate of errors, at the same confidence (Clopper and Pearson); 1 if nothing is answered
 * @see <a href="https://arxiv.org/abs/2110.01052">Angelopoulos, Bates, Candes, Jordan and Lei (2021), Learn then Test</a>
 */
public record ConfidenceThreshold(double value, double coverage, double errorBound) {

    static final int CANDIDATES = 21;

    /**
     * Chooses on held-out answers, which must be neither of training nor of calibration examples.
     *
     * @param errorRate share of the answers that may be wrong, in {@code (0, 1)}
     * @param failureProbability with which that may fail, in {@code (0, 1)}
     * @throws IllegalArgumentException if there are so few answers that not even one that is always right could be shown to
     *     keep the rate
     */
    public static ConfidenceThreshold calibrate(
            SelectivePredictions heldOut, double errorRate, double failureProbability) {
        Checks.inside01(errorRate, "the error rate");
        double level = Checks.inside01(failureProbability, "the failure probability") / CANDIDATES;
        int needed = (int) Math.min(Integer.MAX_VALUE, Math.ceil(Math.log(level) / Math.log1p(-errorRate)));
        if (heldOut.size() < needed) {
            throw new IllegalArgumentException("the error rate " + errorRate + " with a failure probability of "
                    + failureProbability + " needs at least " + needed + " held-out answers, got " + heldOut.size());
        }
        double[] rising = IntStream.range(0, heldOut.size())
                .mapToDouble(heldOut::confidence)
                .sorted()
                .toArray();
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            double value = candidate == 0
                    ? Double.NEGATIVE_INFINITY
                    : rising[(int) ((long) (candidate - 1) * rising.length / (CANDIDATES - 1))];
            Counts counts = Counts.above(value, heldOut);
            if (counts.isRateShown(errorRate, level)) {
                return new ConfidenceThreshold(value, (double) counts.answered() / rising.length, counts.bound(level));
            }
        }
        return new ConfidenceThreshold(Double.POSITIVE_INFINITY, 0, 1);
    }

    /** Whether a confidence is high enough. */
    public boolean isPassedBy(double confidence) {
        return confidence > value || (value == Double.NEGATIVE_INFINITY && !Double.isNaN(confidence));
    }

    /** Answers above a threshold, and the wrong ones among them. */
    private record Counts(int answered, int errors) {

        static Counts above(double value, SelectivePredictions answers) {
            int[] above = IntStream.range(0, answers.size())
                    .filter(i -> answers.confidence(i) > value || value == Double.NEGATIVE_INFINITY)
                    .toArray();
            int wrong =
                    (int) Arrays.stream(above).filter(i -> !answers.isRight(i)).count();
            return new Counts(above.length, wrong);
        }

        /** Whether so few errors would be unlikely at the rate. */
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
