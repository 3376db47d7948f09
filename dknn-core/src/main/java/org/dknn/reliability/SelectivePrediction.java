package org.dknn.reliability;

import org.dknn.Prediction;

/** What an {@link AbstainingClassifier} says of an input: a label, or why none. */
public sealed interface SelectivePrediction {

    /** All that was found for the input. */
    Prediction prediction();

    /**
     * A label.
     *
     * @param confidence of the classifier's rule
     */
    record Label(Prediction prediction, int label, double confidence) implements SelectivePrediction {}

    /**
     * No label.
     *
     * @param likeliest the label that would have been answered
     */
    record Abstention(Prediction prediction, int likeliest, Reason reason) implements SelectivePrediction {}

    /** Why there is no label. */
    enum Reason {
        /** The input is not like the reference examples. */
        TOO_LITTLE_SUPPORT,

        /** It is, but the answer is not sure enough. */
        TOO_LITTLE_CONFIDENCE
    }
}
