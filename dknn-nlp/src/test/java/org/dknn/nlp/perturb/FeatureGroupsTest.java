package org.dknn.nlp.perturb;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.ScoreFunction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Asking;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.perturb.FeatureGroups.Spread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureGroupsTest {

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private double[] values(Attribution attribution, String text) {
        return Asking.attribute(attribution, words(text), Target.of(1), dknn).values();
    }

    private double[] probability(FeatureGroups groups, String text) {
        return values(LeaveOneOut.probability().withGroups(groups), text);
    }

    static Stream<FeatureGroups> all() {
        return Stream.of(
                FeatureGroups.words(),
                FeatureGroups.nGrams(2),
                FeatureGroups.nGrams(3),
                FeatureGroups.phrases(1),
                FeatureGroups.sentences(),
                FeatureGroups.wordTypes(),
                FeatureGroups.words().except(SkippedWords.punctuation()),
                words -> words.isEmpty() ? List.of() : List.of(FeatureGroup.of(0)));
    }

    @Test
    void units_by_hand() {
        List<String> text = words("a b a");

        assertEquals(
                List.of(FeatureGroup.of(0), FeatureGroup.of(1), FeatureGroup.of(2)),
                FeatureGroups.words().groups(text));
        assertEquals(
                List.of(FeatureGroup.of(0, 1), FeatureGroup.of(1, 2)),
                FeatureGroups.nGrams(2).groups(text));
        assertEquals(List.of(FeatureGroup.of(0, 1, 2)), FeatureGroups.nGrams(5).groups(text));
        assertEquals(
                List.of(FeatureGroup.of(0, 1), FeatureGroup.of(0, 1, 2), FeatureGroup.of(1, 2)),
                FeatureGroups.phrases(1).groups(text));
        assertEquals(
                List.of(FeatureGroup.of(0, 2), FeatureGroup.of(1)),
                FeatureGroups.wordTypes().groups(text));
        assertEquals(
                List.of(FeatureGroup.of(1)),
                FeatureGroups.words().except("a"::equals).groups(text));
        assertEquals(
                List.of(FeatureGroup.of(1)),
                FeatureGroups.nGrams(2).except("a"::equals).groups(words("a b")));
    }

    @Test
    void sentences_end_behind_their_quotes_and_brackets() {
        assertEquals(
                List.of(FeatureGroup.span(0, 4), FeatureGroup.span(4, 9), FeatureGroup.span(9, 10)),
                FeatureGroups.sentences().groups(words("`` good . '' bad ? ! ... -rrb- end")));
        assertEquals(List.of(FeatureGroup.span(0, 2)), FeatureGroups.sentences().groups(words("no end")));
    }

    @Test
    void a_units_drop_is_shared_by_its_words() {
        // sum 1; without great bad: 0; drop 0.125 for two words
        assertArrayEquals(
                new double[] {0.0625, 0.0625, 0},
                probability(FeatureGroups.of(FeatureGroup.of(0, 1)), "great bad film"));
        assertArrayEquals(
                new double[] {0.125, 0.125, 0},
                probability(FeatureGroups.of(FeatureGroup.of(0, 1)).spreadBy(Spread.WHOLE_VALUE), "great bad film"));
    }

    @Test
    void a_word_in_several_units_gets_the_mean() {
        // sum 2; without great bad: 1, a drop of 0.125 for two; without bad good: 2, none
        assertArrayEquals(new double[] {0.0625, 0.03125, 0}, probability(FeatureGroups.nGrams(2), "great bad good"));
    }

    @Test
    void occurrences_of_a_word_go_together_and_each_gets_all() {
        assertArrayEquals(new double[] {0.25, -0.125, 0.25}, probability(FeatureGroups.wordTypes(), "good bad good"));
    }

    @Test
    void skipped_words_get_nothing_and_cost_nothing() {
        List<String> text = words("a great film .");
        FeatureGroups groups =
                FeatureGroups.words().except(SkippedWords.englishStopWords().or(SkippedWords.punctuation()));

        Attributions attributions =
                Asking.attribute(LeaveOneOut.probability().withGroups(groups), text, Target.of(1), dknn);

        assertArrayEquals(new double[] {0, 0.25, 0, 0}, attributions.values());
        assertEquals(List.of(List.of(text, words("a film ."), words("a great ."))), network.calls());
    }

    @Test
    void negations_and_words_with_letters_are_never_skipped() {
        for (String word : List.of("not", "n't", "no", "never", "but", "very", "a-b", "$", "", "\uD83D\uDE00")) {
            assertFalse(
                    SkippedWords.englishStopWords()
                            .or(SkippedWords.punctuation())
                            .test(word),
                    word);
        }
        for (String word : List.of("The", "of", ".", "...", "``", "''", "-LRB-", "\u2014", "\u3002")) {
            assertTrue(
                    SkippedWords.englishStopWords()
                            .or(SkippedWords.punctuation())
                            .test(word),
                    word);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_removal_that_removes_nothing_gives_zero_attributions(FeatureGroups groups) {
        for (ScoreFunction score :
                List.of(ScoreFunction.CONFORMITY, ScoreFunction.P_VALUE, ScoreFunction.PROBABILITY)) {
            Attribution attribution = new LeaveOneOut("x", score, (words, position) -> words, groups);

            assertArrayEquals(new double[3], values(attribution, "great bad ."));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void texts_of_no_of_one_and_of_unknown_words_are_scored(FeatureGroups groups) {
        for (String text : List.of("", "good", "what ever . it is")) {
            assertEquals(words(text).size(), probability(groups, text).length);
        }
        assertEquals(
                0,
                Arrays.stream(probability(groups, "what ever . it is"))
                        .map(Math::abs)
                        .sum());
    }

    @Test
    void impossible_units_are_refused() {
        assertRefused("n must be at least 1, got 0", () -> FeatureGroups.nGrams(0));
        assertRefused("radius must be at least 1, got 0", () -> FeatureGroups.phrases(0));
        assertRefused("at least one position", () -> FeatureGroup.of());
        assertRefused("must be 0 or more and rise, got [1, 1]", () -> FeatureGroup.of(1, 1));
        assertRefused("must be 0 or more and rise, got [-1]", () -> FeatureGroup.of(-1));
        assertRefused(
                "positions must be below 2, the number of words, got 2",
                () -> FeatureGroups.of(FeatureGroup.of(0, 2)).groups(words("a b")));
    }
}
