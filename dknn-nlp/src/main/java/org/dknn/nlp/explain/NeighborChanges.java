package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;

/**
 * Compares the neighbors of a whole text with those of a shortened one.
 *
 * @param texts the training texts
 * @param layers names of the layers
 * @param shown number of texts to show of those that leave, and of those that come
 */
record NeighborChanges(ReferenceTexts<List<String>> texts, List<String> layers, int shown) {

    List<NeighborChange> between(Prediction whole, Prediction shortened) {
        return IntStream.range(0, layers.size())
                .mapToObj(layer -> inLayer(
                        layers.get(layer),
                        whole.neighbors().get(layer),
                        shortened.neighbors().get(layer)))
                .toList();
    }

    private NeighborChange inLayer(String layer, Neighbors before, Neighbors after) {
        List<NeighborText> left = without(before, after);
        List<NeighborText> came = without(after, before);
        return new NeighborChange(layer, byLabel(left), byLabel(came), first(left), first(came));
    }

    private List<NeighborText> without(Neighbors some, Neighbors others) {
        Set<Integer> there = IntStream.of(others.ordinals()).boxed().collect(Collectors.toSet());
        Predicate<Integer> isNew = rank -> !there.contains(some.ordinal(rank));
        return IntStream.range(0, some.size())
                .boxed()
                .filter(isNew)
                .map(rank -> texts.text(some, rank))
                .toList();
    }

    private List<Integer> byLabel(List<NeighborText> neighbors) {
        List<Integer> counts = new ArrayList<>(Collections.nCopies(texts.labels(), 0));
        neighbors.forEach(neighbor -> counts.set(neighbor.label(), counts.get(neighbor.label()) + 1));
        return counts;
    }

    private List<NeighborText> first(List<NeighborText> neighbors) {
        return neighbors.stream().limit(shown).toList();
    }
}
