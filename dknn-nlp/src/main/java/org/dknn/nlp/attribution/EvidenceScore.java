package org.dknn.nlp.attribution;

import java.util.List;
import org.dknn.ScoreFunction;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.Nonconformity;

/**
 * How strongly evidence speaks for a label; larger is stronger. What {@link org.dknn.ScoreFunction} is for predictions, for
 * evidence that is drawn anew. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface EvidenceScore {

    /**
     * The score of a label.
     *
     * @param label in {@code 0..classes - 1}
     * @return finite
     */
    double score(DrawnEvidence drawn, int label);

    /** Share of the neighbors over all layers that carry the label: {@link org.dknn.ScoreFunction#CONFORMITY}. */
    static EvidenceScore conformity() {
        return (drawn, label) -> drawn.evidence().votes().conformity(label);
    }

    /**
     * Minus a nonconformity: {@link org.dknn.ScoreFunction#of}.
     *
     * @throws IllegalArgumentException if it counts neighbors: draws differ in their number
     */
    static EvidenceScore of(Nonconformity nonconformity) {
        if (List.of(Nonconformity.count(), Nonconformity.lastLayerCount()).contains(nonconformity)) {
            throw new IllegalArgumentException(
                    "draws differ in their number of neighbors, so a score that is no count is"
                            + " needed, such as EvidenceScore.conformity(), got " + nonconformity.name());
        }
        return (drawn, label) -> -nonconformity.of(drawn.evidence(), label);
    }

    /** {@link ScoreFunction#NEIGHBORS_AND_NETWORK}, where the network is the same in all draws. */
    static EvidenceScore neighborsAndNetwork() {
        EvidenceScore neighbors = of(Nonconformity.logRatio());
        return (drawn, label) ->
                neighbors.score(drawn, label) / drawn.evidence().layers().size()
                        + ScoreFunction.LOG_ODDS.score(drawn.prediction(), label);
    }

    /**
     * The label's conformal p-value, with the calibration examples drawn anew too: {@link org.dknn.ScoreFunction#P_VALUE}.
     *
     * @param calibration by the paper's count of disagreeing neighbors, all examples in one group: that of a classifier
     *     {@linkplain org.dknn.DeepKnn#withNonconformity with} {@link Nonconformity#count}
     * @param neighbors number of neighbors over all layers: k times the number of layers
     */
    static EvidenceScore pValue(Calibration calibration, int neighbors) {
        double[] scores = calibration.scores();
        return (drawn, label) -> {
            // brought to the number of neighbors of the calibration; rounded, as counts are, for ties to stay ties
            double count = Math.rint(neighbors * (1 - drawn.evidence().votes().conformity(label)));
            int all = 1;
            int atLeast = 1;
            for (int i = 0; i < scores.length; i++) {
                int times = NeighborDraws.times(drawn.key(), i);
                all += times;
                atLeast += scores[i] >= count ? times : 0;
            }
            return (double) atLeast / all;
        };
    }
}
