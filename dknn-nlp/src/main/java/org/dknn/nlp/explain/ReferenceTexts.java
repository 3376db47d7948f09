package org.dknn.nlp.explain;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.index.Neighbors;

/**
 * Training examples as texts, by the neighbors that stand for them.
 *
 * @param reference all of them
 * @param text of an example
 * @param <I> type of the inputs
 */
record ReferenceTexts<I>(Dataset<I> reference, Function<I, String> text) {

    /** Words with spaces between them. */
    static ReferenceTexts<List<String>> ofWords(Dataset<List<String>> reference) {
        return new ReferenceTexts<>(reference, words -> String.join(" ", words));
    }

    /** The first few of some neighbors, nearest first. */
    List<NeighborText> nearest(Neighbors neighbors, int count) {
        return IntStream.range(0, Math.min(count, neighbors.size()))
                .mapToObj(rank -> text(neighbors, rank))
                .toList();
    }

    NeighborText text(Neighbors neighbors, int rank) {
        int ordinal = neighbors.ordinal(rank);
        return new NeighborText(
                ordinal, text.apply(input(ordinal)), reference.label(ordinal), neighbors.distance(rank));
    }

    I input(int ordinal) {
        return reference.inputs().get(ordinal);
    }

    int labels() {
        return reference.labelSet().size();
    }
}
