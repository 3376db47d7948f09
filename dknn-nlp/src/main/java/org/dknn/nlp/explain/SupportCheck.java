package org.dknn.nlp.explain;

import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.Support;

/** Tells whether a predicted text is like the training texts. Implementations are safe for use by many threads. */
@FunctionalInterface
interface SupportCheck {

    /** Share of usual texts that may be taken for strange ones, if not said otherwise. */
    double USUAL_RATE = .05;

    /** Looks at a prediction of the classifier; nothing is searched for. */
    Optional<Support> of(DeepKnn<?> dknn, Prediction prediction);

    /** Tells nothing. */
    static SupportCheck none() {
        return (dknn, prediction) -> Optional.empty();
    }

    /** At the usual rate, as soon as there are enough calibration examples for it. */
    static SupportCheck whereEnoughIsKnown() {
        return (dknn, prediction) -> dknn.heldOut().size() < fewest(USUAL_RATE)
                ? Optional.empty()
                : Optional.of(dknn.support(prediction, USUAL_RATE));
    }

    /**
     * At a rate of one's own.
     *
     * @throws IllegalArgumentException if the rate is not in {@code (0, 1)}, or there are too few calibration examples for it
     */
    static SupportCheck at(DeepKnn<?> dknn, double errorRate) {
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException("the rate of errors must be in (0, 1), got " + errorRate);
        }
        int known = dknn.heldOut().size();
        if (known < fewest(errorRate)) {
            throw new IllegalArgumentException("the rate of errors " + errorRate + " needs at least "
                    + (long) fewest(errorRate) + " calibration examples, got " + known);
        }
        return (of, prediction) -> Optional.of(of.support(prediction, errorRate));
    }

    /** Of fewer calibration examples no p-value is at the rate or below it. */
    private static double fewest(double errorRate) {
        return Math.ceil((1 - errorRate) / errorRate - 1e-9);
    }
}
