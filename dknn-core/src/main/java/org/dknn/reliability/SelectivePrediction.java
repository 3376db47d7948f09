package org.dknn.reliability;

import org.dknn.Prediction;

/** Result of an {@link AbstainingClassifier}: a label, or the reason for abstaining. */
public sealed interface SelectivePrediction {

    /** The prediction it is based on. */
    Prediction prediction();

    /**
     * A label.
     *
     * @param score of the label
     */
    record Label(Prediction prediction, int label, double score) implements SelectivePrediction {}

    /**
     * No label.
     *
     * @param likeliest the label that was rejected
     */
    record Abstention(Prediction prediction, int likeliest, Reason reason) implements SelectivePrediction {}

    /** Reason for abstaining. */
    enum Reason {
        /** The input is out-of-distribution. */
        OUT_OF_DISTRIBUTION,

        /** The score is not above the threshold. */
        LOW_SCORE
    }
}
