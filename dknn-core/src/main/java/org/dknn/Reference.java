package org.dknn;

import java.util.List;
import org.dknn.conformal.LabelVotes;
import org.dknn.index.Neighbors;

/**
 * The examples that neighbors are looked for among: the inputs, the labels they vote for, the classes.
 *
 * @param <I> type of the inputs
 */
record Reference<I>(Dataset<I> examples) {

    /** Votes of one layer's neighbors. */
    LabelVotes votes(Neighbors neighbors) {
        int[] counts = new int[examples.labelSet().size()];
        for (int rank = 0; rank < neighbors.size(); rank++) {
            counts[examples.label(neighbors.ordinal(rank))]++;
        }
        return LabelVotes.of(counts);
    }

    /** Sum of the distances of all neighbors with a label, over all layers. */
    double summedDistance(List<Neighbors> layers, int label) {
        double sum = 0;
        for (Neighbors neighbors : layers) {
            for (int rank = 0; rank < neighbors.size(); rank++) {
                if (examples.label(neighbors.ordinal(rank)) == label) {
                    sum += neighbors.distance(rank);
                }
            }
        }
        return sum;
    }
}
