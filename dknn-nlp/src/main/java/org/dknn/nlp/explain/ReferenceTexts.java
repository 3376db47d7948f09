package org.dknn.nlp.explain;

import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.index.Neighbors;

/**
 * Training texts, by the neighbors that stand for them.
 *
 * @param reference all of them
 */
record ReferenceTexts(Dataset<List<String>> reference) {

    /** The first few of some neighbors, nearest first. */
    List<NeighborText> nearest(Neighbors neighbors, int count) {
        return IntStream.range(0, Math.min(count, neighbors.size()))
                .mapToObj(rank -> text(neighbors, rank))
                .toList();
    }

    NeighborText text(Neighbors neighbors, int rank) {
        int ordinal = neighbors.ordinal(rank);
        return new NeighborText(
                ordinal, String.join(" ", words(ordinal)), reference.label(ordinal), neighbors.distance(rank));
    }

    List<String> words(int ordinal) {
        return reference.inputs().get(ordinal);
    }

    int labels() {
        return reference.labelSet().size();
    }
}
