package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ood.OodResult;
import org.dknn.ood.SequenceOodDetector;

/**
 * Tells whether a predicted text is like the training texts. Implementations are safe for use by many threads.
 *
 * @param <I> type of the texts as the classifier reads them
 */
@FunctionalInterface
interface OodCheck<I> {

    /** Share of usual texts that may be taken for strange ones, if not said otherwise. */
    double USUAL_RATE = .05;

    /** Looks at an input and the classifier's prediction of it. */
    Optional<OodResult> of(DeepKnn<I> dknn, I input, Prediction prediction);

    /** Tells nothing. */
    static <I> OodCheck<I> none() {
        return (dknn, input, prediction) -> Optional.empty();
    }

    /** At the usual rate, as soon as there are enough calibration examples for it. */
    static <I> OodCheck<I> whereEnoughIsKnown() {
        return (dknn, input, prediction) -> dknn.heldOut().size() < fewest(USUAL_RATE)
                ? Optional.empty()
                : Optional.of(dknn.support(prediction, USUAL_RATE));
    }

    /**
     * At a rate of one's own.
     *
     * @throws IllegalArgumentException if the rate is not in {@code (0, 1)}, or there are too few calibration examples for it
     */
    static <I> OodCheck<I> at(DeepKnn<I> dknn, double errorRate) {
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException("the rate of errors must be in (0, 1), got " + errorRate);
        }
        int known = dknn.heldOut().size();
        if (known < fewest(errorRate)) {
            throw new IllegalArgumentException("the rate of errors " + errorRate + " needs at least "
                    + (long) fewest(errorRate) + " calibration examples, got " + known);
        }
        return (of, input, prediction) -> Optional.of(of.support(prediction, errorRate));
    }

    /**
     * Step by step at a rate of one's own: the answer is that of the steps, and the classifier's layers follow theirs.
     *
     * @throws IllegalArgumentException as {@link #at}
     */
    static <I> OodCheck<I> at(DeepKnn<I> dknn, SequenceOodDetector<I> steps, double errorRate) {
        OodCheck<I> whole = at(dknn, errorRate);
        steps.calibration().requireSupportOf(1 - errorRate);
        return (of, input, prediction) -> {
            OodResult found = steps.support(input, errorRate);
            return whole.of(of, input, prediction).map(support -> joined(found, support));
        };
    }

    private static OodResult joined(OodResult steps, OodResult whole) {
        List<OodResult.Layer> layers = new ArrayList<>(steps.layers());
        layers.addAll(whole.layers());
        return new OodResult(steps.inDistribution(), steps.pValue(), layers);
    }

    /** Of fewer calibration examples no p-value is at the rate or below it. */
    private static double fewest(double errorRate) {
        return Math.ceil((1 - errorRate) / errorRate - 1e-9);
    }
}
