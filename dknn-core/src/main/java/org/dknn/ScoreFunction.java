package org.dknn;

import org.dknn.conformal.Nonconformity;

/**
 * Score of a label, read off a prediction; larger means more support for the label. Attributions compare it before and
 * after a change of the input.
 */
@FunctionalInterface
public interface ScoreFunction {

    /** Share of the neighbors over all layers that carry the label, in {@code [0, 1]}. */
    ScoreFunction CONFORMITY = Prediction::conformity;

    /** The label's p-value, in {@code [0, 1]}. */
    ScoreFunction P_VALUE = (prediction, label) -> prediction.pValues().value(label);

    /** The network's own probability of the label, in {@code [0, 1]}. */
    ScoreFunction PROBABILITY = Prediction::probability;

    /**
     * How much nearer the label's own class is than the nearest other class, summed over the layers: minus
     * {@link Nonconformity#logRatio}. Does not saturate when all neighbors agree.
     */
    ScoreFunction LOG_RATIO = of(Nonconformity.logRatio());

    /**
     * The network's own log-odds of the label, {@code ln p / (1 - p)}, with p kept between 1e-7 and 1 - 1e-7, which is
     * as near as a network's single precision comes to 0 and 1. Resolves differences between probabilities near 1 that
     * rounding hides.
     */
    ScoreFunction LOG_ODDS = (prediction, label) -> {
        double p = Math.min(1 - 1e-7, Math.max(1e-7, prediction.probability(label)));
        return Math.log(p) - Math.log1p(-p);
    };

    /**
     * Neighbors and network combined, in natural logarithms: the mean of {@link #LOG_RATIO} over the layers plus
     * {@link #LOG_ODDS}. Each is the logarithm of a ratio between the label and the rest, so the network weighs as much
     * as the neighbors of all layers together.
     */
    ScoreFunction NEIGHBORS_AND_NETWORK = (prediction, label) ->
            LOG_RATIO.score(prediction, label) / prediction.neighbors().size() + LOG_ODDS.score(prediction, label);

    /**
     * Minus the value of a nonconformity.
     *
     * @param nonconformity fitted, if its kind needs fitting: see {@link DeepKnn#fitted}
     */
    static ScoreFunction of(Nonconformity nonconformity) {
        return (prediction, label) -> -nonconformity.of(prediction.statistics(), label);
    }

    /** The score of a label; finite. */
    double score(Prediction prediction, int label);
}
