package org.dknn.nlp.saliency;

import java.util.List;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.Evidence;
import org.dknn.conformal.Nonconformity;

/**
 * How strongly evidence speaks for a label; larger is stronger. What {@link org.dknn.ClassScore} is for predictions, for
 * evidence that is drawn anew. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface EvidenceScore {

    /**
     * The score of a label.
     *
     * @param evidence drawn anew; its layers may have other numbers of neighbors than k
     * @param label in {@code 0..classes - 1}
     * @param key of the draw; the same for all texts of a draw
     * @return finite
     */
    double score(Evidence evidence, int label, long key);

    /** Share of the neighbors over all layers that carry the label: {@link org.dknn.ClassScore#CONFORMITY}. */
    static EvidenceScore conformity() {
        return (evidence, label, key) -> evidence.votes().conformity(label);
    }

    /**
     * Minus a nonconformity: {@link org.dknn.ClassScore#of}.
     *
     * @throws IllegalArgumentException if it counts neighbors: draws differ in their number
     */
    static EvidenceScore of(Nonconformity nonconformity) {
        if (List.of(Nonconformity.count(), Nonconformity.lastLayerCount()).contains(nonconformity)) {
            throw new IllegalArgumentException(
                    "draws differ in their number of neighbors, so a score that is no count is"
                            + " needed, such as EvidenceScore.conformity(), got " + nonconformity.name());
        }
        return (evidence, label, key) -> -nonconformity.of(evidence, label);
    }

    /**
     * The label's conformal p-value, with the calibration examples drawn anew too: {@link org.dknn.ClassScore#P_VALUE}.
     *
     * @param calibration by the paper's count of disagreeing neighbors, all examples in one group: that of a classifier
     *     {@linkplain org.dknn.DeepKnn#withNonconformity with} {@link Nonconformity#count}
     * @param neighbors number of neighbors over all layers: k times the number of layers
     */
    static EvidenceScore pValue(Calibration calibration, int neighbors) {
        double[] scores = calibration.scores();
        return (evidence, label, key) -> {
            // brought to the number of neighbors of the calibration; rounded, as counts are, for ties to stay ties
            double count = Math.rint(neighbors * (1 - evidence.votes().conformity(label)));
            int all = 1;
            int atLeast = 1;
            for (int i = 0; i < scores.length; i++) {
                int times = NeighborDraws.times(key, i);
                all += times;
                atLeast += scores[i] >= count ? times : 0;
            }
            return (double) atLeast / all;
        };
    }
}
