package org.dknn;

/**
 * How strongly a prediction speaks for a label; larger is stronger. What a saliency scorer compares before and after a
 * change of the input.
 */
@FunctionalInterface
public interface ClassScore {

    /** Share of the neighbors over all layers that carry the label, in {@code [0, 1]}. */
    ClassScore CONFORMITY = Prediction::conformity;

    /** The label's p-value, in {@code [0, 1]}. */
    ClassScore P_VALUE = (prediction, label) -> prediction.pValues().value(label);

    /** The network's own probability of the label, in {@code [0, 1]}. */
    ClassScore PROBABILITY = Prediction::probability;

    /** The score of a label; finite. */
    double score(Prediction prediction, int label);
}
