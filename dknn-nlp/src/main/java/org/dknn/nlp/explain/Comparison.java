package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.text.Token;

/**
 * Two explanations beside each other: of one text by two models, or of two versions of a text.
 *
 * @param left the one compared with
 * @param right the one compared
 * @param words of both, aligned by a longest common subsequence of the words as the networks read them
 * @param methods that both have
 */
public record Comparison(Explanation left, Explanation right, List<Word> words, List<Method> methods) {

    /** Copies the lists. */
    public Comparison {
        words = List.copyOf(words);
        methods = List.copyOf(methods);
    }

    /**
     * A word of either explanation, or of both.
     *
     * @param word as the network reads it
     * @param left its position in the left explanation, from 0, if it is there
     * @param right its position in the right explanation, if it is there
     */
    public record Word(String word, OptionalInt left, OptionalInt right) {

        /** Whether both explanations have the word in this place. */
        public boolean isShared() {
            return left.isPresent() && right.isPresent();
        }
    }

    /**
     * A method of both explanations.
     *
     * @param name of the method
     * @param left its values on the left
     * @param right its values on the right
     */
    public record Method(String name, Attributions left, Attributions right) {}

    /**
     * Compares two explanations of texts.
     *
     * @throws IllegalArgumentException if they have no method in common, or one is of a pair
     */
    public static Comparison of(Explanation left, Explanation right) {
        if (left.isPair() || right.isPair()) {
            throw new IllegalArgumentException("compares explanations of texts, got one of a pair");
        }
        List<Method> methods = new ArrayList<>();
        for (Attributions values : left.attributions()) {
            method(right, values.method()).ifPresent(other -> methods.add(new Method(values.method(), values, other)));
        }
        if (methods.isEmpty()) {
            throw new IllegalArgumentException(
                    "needs a method that both explanations have, got " + names(left) + " and " + names(right));
        }
        return new Comparison(left, right, words(left, right), methods);
    }

    private static Optional<Attributions> method(Explanation explained, String name) {
        return explained.attributions().stream()
                .filter(values -> values.method().equals(name))
                .findFirst();
    }

    private static List<String> names(Explanation explained) {
        return explained.attributions().stream().map(Attributions::method).toList();
    }

    private static List<Word> words(Explanation left, Explanation right) {
        List<String> leftWords = left.tokens().stream().map(Token::word).toList();
        List<String> rightWords = right.tokens().stream().map(Token::word).toList();
        return WordAlignment.of(leftWords, rightWords).stream()
                .map(pair -> new Word(
                        pair.left().isPresent()
                                ? leftWords.get(pair.left().getAsInt())
                                : rightWords.get(pair.right().getAsInt()),
                        pair.left(),
                        pair.right()))
                .toList();
    }

    /** Whether the values of a method speak for the same on both sides, so that their difference means something. */
    public boolean isComparable(Method method) {
        return explained(left, method.left()).equals(explained(right, method.right()));
    }

    /** Names of the class and, if there is one, of its rival. */
    private static List<String> explained(Explanation side, Attributions values) {
        return IntStream.concat(IntStream.of(values.label()), values.target().rival().stream())
                .mapToObj(side.labelSet()::name)
                .toList();
    }
}
