package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** Words of both as they are, of the left one with a minus, of the right one with a plus. */
    private static String aligned(List<String> left, List<String> right) {
        return WordAlignment.of(left, right).stream()
                .map(pair -> pair.left().isEmpty()
                        ? "+" + right.get(pair.right().getAsInt())
                        : (pair.right().isEmpty() ? "-" : "")
                                + left.get(pair.left().getAsInt()))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                a b c,     a b c,     a b c
                a b c,     a c,       a -b c
                a c,       a b c,     a +b c
                a b,       c d,       -a -b +c +d
                a b,       b a,       -a b +a
                a x b,     a y b,     a -x +y b
                a a,       a,         -a a
                a,         '',        -a
                '',        a,         +a
                '',        '',        ''
                """)
    void alignments_by_hand(String left, String right, String aligned) {
        assertEquals(aligned, aligned(words(left), words(right)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void alignments_keep_both_texts_and_the_longest_common_subsequence(long seed) {
        Random random = new Random(seed);
        List<String> left = random(random);
        List<String> right = random(random);

        List<WordAlignment.Pair> pairs = WordAlignment.of(left, right);

        assertEquals(IntStream.range(0, left.size()).boxed().toList(), places(pairs, WordAlignment.Pair::left));
        assertEquals(IntStream.range(0, right.size()).boxed().toList(), places(pairs, WordAlignment.Pair::right));
        List<WordAlignment.Pair> shared = pairs.stream()
                .filter(pair -> pair.left().isPresent() && pair.right().isPresent())
                .toList();
        shared.forEach(pair -> assertEquals(
                left.get(pair.left().getAsInt()), right.get(pair.right().getAsInt())));
        assertEquals(longest(left, right), shared.size(), "seed " + seed);
    }

    private static List<String> random(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            words.add(String.valueOf(random.nextInt(3)));
        }
        return words;
    }

    private static List<Integer> places(
            List<WordAlignment.Pair> pairs, java.util.function.Function<WordAlignment.Pair, OptionalInt> side) {
        return pairs.stream()
                .map(side)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .toList();
    }

    /** By the definition, without a table. */
    private static int longest(List<String> left, List<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        List<String> leftRest = left.subList(1, left.size());
        List<String> rightRest = right.subList(1, right.size());
        return left.get(0).equals(right.get(0))
                ? 1 + longest(leftRest, rightRest)
                : Math.max(longest(leftRest, right), longest(left, rightRest));
    }

    @Test
    void texts_of_ten_thousand_words_are_aligned() {
        List<String> left = Collections.nCopies(10_000, "a");
        List<String> right = new ArrayList<>(left);
        right.set(5000, "b");

        assertEquals(10_001, WordAlignment.of(left, right).size());
    }

    /** With values of one's own; words are split at spaces. */
    private static Explanation explained(String text, Attributions... attributions) {
        Explanation whole =
                Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace()).explain(text);
        Segment segment = new Segment(Segment.TEXT, text, whole.tokens(), List.of(attributions));
        return new Explanation(
                List.of(segment), whole.labelSet(), whole.prediction(), whole.neighbors(), Optional.empty());
    }

    @Test
    void methods_that_both_have_are_compared() {
        Explanation left = explained(
                "a b", Attributions.of("x", 1, 1, 2), Attributions.of("y", 1, 3, 4), Attributions.of("z", 1, 0, 0));
        Explanation right = explained(
                "b c", Attributions.of("z", 0, 5, 6), Attributions.of("x", 1, 7, 8), Attributions.of("v", 1, 0, 0));

        Comparison comparison = Comparison.of(left, right);

        assertEquals(
                List.of("x", "z"),
                comparison.methods().stream().map(Comparison.Method::name).toList());
        assertTrue(comparison.isComparable(comparison.methods().get(0)));
        assertFalse(comparison.isComparable(comparison.methods().get(1))); // labels 1 and 0
        assertEquals(
                new Comparison.Word("b", OptionalInt.of(1), OptionalInt.of(0)),
                comparison.words().get(1));
    }

    @Test
    void one_class_rather_than_another_is_compared_with_the_same_alone() {
        Explanation alone = explained("a", Attributions.of("x", 1, 1));
        Explanation rather = explained("a", Attributions.of("x", Target.of(1).ratherThan(0), 1));

        Comparison same = Comparison.of(rather, rather);
        Comparison others = Comparison.of(alone, rather);

        assertTrue(same.isComparable(same.methods().get(0)));
        assertFalse(others.isComparable(others.methods().get(0)));
    }

    @Test
    void no_method_in_common_is_refused() {
        Explanation left = explained("a", Attributions.of("x", 1, 1));
        Explanation right = explained("a", Attributions.of("y", 1, 1));

        String message = assertThrows(IllegalArgumentException.class, () -> Comparison.of(left, right))
                .getMessage();

        assertEquals("needs a method that both explanations have, got [x] and [y]", message);
    }

    @Test
    void pairs_are_refused() {
        Explanation text = explained("a", Attributions.of("x", 1, 1));
        Explanation pair = Explainer.ofPairs(new PairProducts().fitted(), Tokenizer.whitespace())
                .explain(new TextPair("a", "b"));

        assertRefused("compares explanations of texts, got one of a pair", () -> Comparison.of(text, pair));
        assertRefused("compares explanations of texts, got one of a pair", () -> Comparison.of(pair, text));
    }
}
