package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.Prediction;
import org.dknn.conformal.Calibration;
import org.dknn.nlp.attribution.Variant;
import org.dknn.ood.OodResult;
import org.dknn.ood.SequenceOodDetector;

/** Tells whether a predicted input is out-of-distribution. Implementations are safe for use by many threads. */
@FunctionalInterface
interface OodCheck {

    /** Default share of in-distribution inputs that may be taken for out-of-distribution ones. */
    double DEFAULT_RATE = .05;

    /** Looks at an input and its prediction. */
    Optional<OodResult> of(Variant input, Prediction prediction);

    /** Tells nothing. */
    static OodCheck none() {
        return (input, prediction) -> Optional.empty();
    }

    /** At the default rate, as soon as there are enough calibration examples for it. */
    static OodCheck whereEnoughIsKnown(ExplainedClassifier<?> classifier) {
        return (input, prediction) -> classifier.dknn().calibrationScores().size() < Calibration.fewestFor(DEFAULT_RATE)
                ? Optional.empty()
                : Optional.of(classifier.ood(input, prediction, DEFAULT_RATE));
    }

    /**
     * At another rate.
     *
     * @throws IllegalArgumentException if the rate is not in {@code (0, 1)}, or there are too few calibration examples for it
     */
    static OodCheck at(ExplainedClassifier<?> classifier, double errorRate) {
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException("the rate of errors must be in (0, 1), got " + errorRate);
        }
        int known = classifier.dknn().calibrationScores().size();
        if (known < Calibration.fewestFor(errorRate)) {
            throw new IllegalArgumentException("the rate of errors " + errorRate + " needs at least "
                    + Calibration.fewestFor(errorRate) + " calibration examples, got " + known);
        }
        return (input, prediction) -> Optional.of(classifier.ood(input, prediction, errorRate));
    }

    /**
     * By the steps of a text at another rate: the answer is that of the steps, and the classifier's layers follow theirs.
     *
     * @throws IllegalArgumentException as {@link #at(ExplainedClassifier, double)}
     */
    static OodCheck at(ExplainedClassifier<?> classifier, SequenceOodDetector<List<String>> steps, double errorRate) {
        OodCheck whole = at(classifier, errorRate);
        steps.calibration().requireEnoughForErrors(errorRate);
        return (input, prediction) -> {
            OodResult found = steps.detect(input.words(0), errorRate);
            return whole.of(input, prediction).map(result -> joined(found, result));
        };
    }

    private static OodResult joined(OodResult steps, OodResult whole) {
        List<OodResult.Layer> layers = new ArrayList<>(steps.layers());
        layers.addAll(whole.layers());
        return new OodResult(steps.inDistribution(), steps.pValue(), layers);
    }
}
