package org.dknn;

import org.dknn.conformal.Nonconformity;

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

    /**
     * How much nearer the label's own class is than the nearest other one, in every layer: minus {@link Nonconformity#logRatio}.
     * Does not saturate when all neighbors agree.
     */
    ClassScore LOG_RATIO = of(Nonconformity.logRatio());

    /**
     * How little strange a label is, by a nonconformity of choice: minus its value.
     *
     * @param nonconformity fitted, if its kind takes something from data: see {@link DeepKnn#fitted}
     */
    static ClassScore of(Nonconformity nonconformity) {
        return (prediction, label) -> -nonconformity.of(prediction.evidence(), label);
    }

    /** The score of a label; finite. */
    double score(Prediction prediction, int label);
}
