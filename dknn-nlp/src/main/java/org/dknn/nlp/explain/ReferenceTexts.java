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
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;

/**
 * The reference examples of a classifier as texts, by the neighbors that stand for them.
 *
 * @param dknn knows the examples
 * @param segments the words of each segment of an example
 * @param tokenizer of all segments
 * @param written the segments of each example as they were written; empty if that is not known
 * @param longest number of words of the longest example
 */
record ReferenceTexts<I>(
        DeepKnn<I> dknn,
        Function<I, List<List<String>>> segments,
        Tokenizer tokenizer,
        List<List<String>> written,
        int longest) {

    /** Between the segments of a pair. */
    private static final String ARROW = " \u2192 ";

    ReferenceTexts(DeepKnn<I> dknn, Function<I, List<List<String>>> segments, Tokenizer tokenizer) {
        this(
                dknn,
                segments,
                tokenizer,
                List.of(),
                dknn.reference().inputs().stream()
                        .mapToInt(input -> segments.apply(input).stream()
                                .mapToInt(List::size)
                                .sum())
                        .max()
                        .orElse(0));
    }

    /** The same with its texts as they were written, after a check that they are these. */
    ReferenceTexts<I> withWritten(List<List<String>> texts) {
        int size = dknn.reference().size();
        if (texts.size() != size) {
            throw new IllegalArgumentException(
                    "needs one text per reference example, " + size + ", got " + texts.size());
        }
        for (int i = 0; i < size; i++) {
            List<String> found = texts.get(i).stream()
                    .flatMap(segment -> tokenizer.words(segment).stream())
                    .toList();
            if (!found.equals(words(i))) {
                throw new IllegalArgumentException(
                        "text " + i + " must have the words of the reference example, " + words(i) + ", got " + found);
            }
        }
        return new ReferenceTexts<>(dknn, segments, tokenizer, texts, longest);
    }

    private String shown(int ordinal) {
        return String.join(ARROW, parts(ordinal));
    }

    /** The segments of an example as people see them. */
    private List<String> parts(int ordinal) {
        return written.isEmpty()
                ? segments(ordinal).stream()
                        .map(words -> String.join(" ", words))
                        .toList()
                : written.get(ordinal);
    }

    /** The words of each segment of an example. */
    List<List<String>> segments(int ordinal) {
        return segments.apply(dknn.reference().inputs().get(ordinal));
    }

    /** The words of all segments of an example, and where they stand in its text as it is shown. */
    List<Token> tokens(int ordinal) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        for (int segment = 0; segment < parts(ordinal).size(); segment++) {
            String part = parts(ordinal).get(segment);
            List<Token> found = written.isEmpty() ? joined(segments(ordinal).get(segment)) : tokenizer.tokenize(part);
            for (Token token : found) {
                tokens.add(new Token(token.word(), start + token.start(), start + token.end()));
            }
            start += part.length() + ARROW.length();
        }
        return tokens;
    }

    /** Words with spaces between them. */
    private static List<Token> joined(List<String> words) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        for (String word : words) {
            tokens.add(new Token(word, start, start + word.length()));
            start += word.length() + 1;
        }
        return tokens;
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
        return segments(ordinal).stream().flatMap(List::stream).toList();
    }

    List<String> layers() {
        return dknn.layers();
    }

    int labels() {
        return dknn.labelSet().size();
    }
}
