package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.conformal.LabelVotes;
import org.dknn.index.Neighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.text.Tokenizer;

/**
 * The reference examples of a classifier as texts, by the neighbors that stand for them.
 *
 * @param dknn knows the examples
 * @param words of an example
 * @param text of an example, for people, where it is not known as it was written
 * @param written the segments of each example as they were written; empty if that is not known
 * @param longest number of words of the longest example
 */
record ReferenceTexts<I>(
        DeepKnn<I> dknn,
        Function<I, List<String>> words,
        Function<I, String> text,
        List<List<String>> written,
        int longest) {

    ReferenceTexts(DeepKnn<I> dknn, Function<I, List<String>> words, Function<I, String> text) {
        this(
                dknn,
                words,
                text,
                List.of(),
                dknn.reference().inputs().stream()
                        .mapToInt(input -> words.apply(input).size())
                        .max()
                        .orElse(0));
    }

    /** The same with its texts as they were written, after a check that they are these. */
    ReferenceTexts<I> withWritten(List<List<String>> segments, Tokenizer tokenizer) {
        int size = dknn.reference().size();
        if (segments.size() != size) {
            throw new IllegalArgumentException(
                    "needs one text per reference example, " + size + ", got " + segments.size());
        }
        for (int i = 0; i < size; i++) {
            List<String> found = segments.get(i).stream()
                    .flatMap(segment -> tokenizer.words(segment).stream())
                    .toList();
            if (!found.equals(words(i))) {
                throw new IllegalArgumentException(
                        "text " + i + " must have the words of the reference example, " + words(i) + ", got " + found);
            }
        }
        return new ReferenceTexts<>(dknn, words, text, segments, longest);
    }

    private String shown(int ordinal) {
        return written.isEmpty()
                ? text.apply(dknn.reference().inputs().get(ordinal))
                : String.join(" \u2192 ", written.get(ordinal));
    }

    /** The nearest texts in each layer, nearest first; at most {@code count} per layer. */
    List<LayerNeighbors> nearest(Prediction prediction, int count) {
        List<LayerNeighbors> layers = new ArrayList<>();
        for (int i = 0; i < dknn.layers().size(); i++) {
            layers.add(new LayerNeighbors(
                    dknn.layers().get(i),
                    prediction.layerVotes().get(i),
                    first(prediction.neighbors().get(i), count)));
        }
        return layers;
    }

    /** The first few of some neighbors, nearest first. */
    List<NeighborText> first(Neighbors neighbors, int count) {
        return IntStream.range(0, Math.min(count, neighbors.size()))
                .mapToObj(rank -> text(neighbors, rank))
                .toList();
    }

    /** A place among the nearest examples of a class. */
    private record Place(Neighbors neighbors, int rank) {

        int ordinal() {
            return neighbors.ordinal(rank);
        }
    }

    /** The examples that vote in a layer: of each class the nearest, as many as it has votes. */
    private static Stream<Place> voting(Prediction prediction, int layer) {
        LabelVotes votes = prediction.statistics().layers().get(layer).votes();
        List<Neighbors> classes = prediction.classNeighbors().get(layer);
        return IntStream.range(0, classes.size()).boxed().flatMap(label -> IntStream.range(0, votes.count(label))
                .mapToObj(rank -> new Place(classes.get(label), rank)));
    }

    /**
     * The texts that vote in a layer, nearest first. Only where more texts than places are at the last distance are they
     * others than the neighbors.
     *
     * @param wanted which ordinals
     */
    List<NeighborText> voters(Prediction prediction, int layer, IntPredicate wanted) {
        return voting(prediction, layer)
                .filter(place -> wanted.test(place.ordinal()))
                .map(place -> text(place.neighbors(), place.rank()))
                .sorted(Comparator.comparingDouble(NeighborText::distance).thenComparingInt(NeighborText::ordinal))
                .toList();
    }

    /** Ordinals of the texts that vote in a layer. */
    Set<Integer> voters(Prediction prediction, int layer) {
        return voting(prediction, layer).map(Place::ordinal).collect(Collectors.toSet());
    }

    NeighborText text(Neighbors neighbors, int rank) {
        return text(neighbors.ordinal(rank), neighbors.distance(rank));
    }

    /** A text at a distance. */
    NeighborText text(int ordinal, double distance) {
        return new NeighborText(
                ordinal,
                shown(ordinal),
                dknn.reference().label(ordinal),
                distance,
                dknn.labelChecks().proposed(ordinal));
    }

    List<String> words(int ordinal) {
        return words.apply(dknn.reference().inputs().get(ordinal));
    }

    List<String> layers() {
        return dknn.layers();
    }

    int labels() {
        return dknn.labelSet().size();
    }
}
