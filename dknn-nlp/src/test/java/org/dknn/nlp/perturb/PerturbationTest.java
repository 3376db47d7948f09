package org.dknn.nlp.perturb;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Asking;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.junit.jupiter.api.Test;

class PerturbationTest {

    private static final Perturbation DELETE = Perturbation.delete();

    @Test
    void deleting_joins_what_stands_around_the_word() {
        List<String> words = List.of("a", "b", "a");

        assertEquals(List.of("b", "a"), DELETE.remove(words, 0));
        assertEquals(List.of("a", "a"), DELETE.remove(words, 1));
        assertEquals(List.of("a", "b"), DELETE.remove(words, 2));
    }

    @Test
    void deleting_the_only_word_leaves_none() {
        assertEquals(List.of(), DELETE.remove(List.of("a"), 0));
    }

    @Test
    void deleting_leaves_the_words_as_they_are() {
        List<String> words = new ArrayList<>(List.of("a", "b"));

        DELETE.remove(words, 0);

        assertEquals(List.of("a", "b"), words);
    }

    @Test
    void there_must_be_a_word_to_delete() {
        assertThrows(IndexOutOfBoundsException.class, () -> DELETE.remove(List.of("a"), 1));
        assertThrows(IndexOutOfBoundsException.class, () -> DELETE.remove(List.of("a"), -1));
    }

    @Test
    void several_words_are_deleted_at_once() {
        assertEquals(List.of("b", "d"), DELETE.removeAll(List.of("a", "b", "c", "d"), List.of(0, 2)));
        assertEquals(List.of(), DELETE.removeAll(List.of("a", "b"), List.of(0, 1)));
        assertEquals(List.of("a"), DELETE.removeAll(List.of("a"), List.of()));
    }

    @Test
    void a_lambda_removes_several_words_from_the_last_to_the_first() {
        Perturbation lambda = (words, position) -> DELETE.remove(words, position);

        assertEquals(List.of("b", "d"), lambda.removeAll(List.of("a", "b", "c", "d"), List.of(0, 2)));
        assertEquals(List.of(List.of("b")), lambda.variants(List.of("a", "b"), List.of(0)));
    }

    @Test
    void words_are_replaced_in_their_place() {
        Perturbation mask = Perturbation.replaceBy("[MASK]");

        assertEquals(List.of("a", "[MASK]"), mask.remove(List.of("a", "b"), 1));
        assertEquals(List.of("[MASK]", "b", "[MASK]"), mask.removeAll(List.of("a", "b", "c"), List.of(0, 2)));
        assertEquals(
                List.of(Perturbation.UNKNOWN_WORD, "b"),
                Perturbation.replaceByUnknown().remove(List.of("a", "b"), 0));
    }

    private static final WordFrequencies FREQUENCIES =
            WordFrequencies.of(List.of(List.of("x", "y", "x"), List.of("x"), List.of()));

    @Test
    void words_are_drawn_as_often_as_they_are_used() {
        List<List<String>> texts =
                Perturbation.replaceByDraws(FREQUENCIES, 4000, 3).variants(List.of("a", "b"), List.of(1));

        long ys = texts.stream().filter(List.of("a", "y")::equals).count();
        long xs = texts.stream().filter(List.of("a", "x")::equals).count();
        assertEquals(4000, xs + ys);
        // a quarter, give or take 4 standard deviations of 27
        assertTrue(Math.abs(ys - 1000) <= 110, "drawn " + ys);
    }

    @Test
    void the_seed_the_text_and_the_place_make_the_draws() {
        WordFrequencies many = WordFrequencies.of(
                List.of(IntStream.range(0, 1000).mapToObj(String::valueOf).toList()));
        Perturbation draws = Perturbation.replaceByDraws(many, 3, 5);
        List<String> text = List.of("a", "b", "c");
        List<List<String>> first = draws.variants(text, List.of(0));
        List<List<String>> both = draws.variants(text, List.of(0, 2));

        assertEquals(first, Perturbation.replaceByDraws(many, 3, 5).variants(text, List.of(0)));
        assertNotEquals(first, Perturbation.replaceByDraws(many, 3, 6).variants(text, List.of(0)));
        assertEquals(3, new HashSet<>(first).size());
        assertEquals(first.get(0), draws.remove(text, 0));
        for (int draw = 0; draw < 3; draw++) {
            assertEquals(first.get(draw).get(0), both.get(draw).get(0));
            assertNotEquals(both.get(draw).get(0), both.get(draw).get(2));
        }
        assertEquals(List.of(text), draws.variants(text, List.of()));
    }

    @Test
    void scores_of_draws_are_averaged() {
        WordWeights network = new WordWeights();
        DeepKnn<List<String>> dknn = network.fitted();
        WordFrequencies good = WordFrequencies.of(List.of(List.of("good", "bad")));
        Perturbation draws = Perturbation.replaceByDraws(good, 2, 1);
        List<String> text = List.of("great", "film");
        double mean = draws.variants(text, List.of(0)).stream()
                .mapToDouble(variant -> dknn.predict(variant).probability(1))
                .average()
                .orElseThrow();

        Attributions attributions =
                Asking.attribute(LeaveOneOut.probability().withPerturbation(draws), text, Target.of(1), dknn);

        assertEquals(0.75 - mean, attributions.value(0), 1e-12);
    }

    @Test
    void impossible_draws_are_refused() {
        assertRefused("at least one word, got none", () -> WordFrequencies.of(List.of(List.of())));
        assertRefused("at least 1 draw, got 0", () -> Perturbation.replaceByDraws(FREQUENCIES, 0, 1));
    }
}
