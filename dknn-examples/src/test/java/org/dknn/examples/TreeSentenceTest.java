package org.dknn.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeSentenceTest {

    private static final String FILM = "(3 (2 A) (4 (4 Gripping) (2 film)))";
    private static final String MEAL = "(1 (1 (2 A) (1 dull)) (2 meal))";
    private static final String NEUTRAL = "(2 (2 A) (2 meal))";

    @Test
    void phrases_come_children_first_in_lower_case() {
        assertEquals(
                List.of(
                        new TreeSentence.Phrase(2, "a"),
                        new TreeSentence.Phrase(4, "gripping"),
                        new TreeSentence.Phrase(2, "film"),
                        new TreeSentence.Phrase(4, "gripping film"),
                        new TreeSentence.Phrase(3, "a gripping film")),
                TreeSentence.parse(FILM).nodes());
    }

    @Test
    void neutral_sentences_are_left_out() {
        List<TreeSentence> trees = TreeSentence.parseAll(List.of(FILM, NEUTRAL, MEAL));

        assertEquals(List.of("1 a gripping film", "0 a dull meal"), TreeSentence.binarySentences(trees));
    }

    @Test
    void each_phrase_comes_once_and_neutral_ones_not_at_all() {
        List<TreeSentence> trees = TreeSentence.parseAll(List.of(FILM, MEAL, FILM));

        assertEquals(
                List.of("1 gripping", "1 gripping film", "1 a gripping film", "0 dull", "0 a dull", "0 a dull meal"),
                TreeSentence.binaryPhrases(trees));
    }

    /** The first sentiment of a phrase counts, even where it is the neutral one. */
    @Test
    void the_first_sentiment_of_a_phrase_counts() {
        List<TreeSentence> trees = TreeSentence.parseAll(List.of("(2 (2 fine) (2 day))", "(4 (4 fine) (2 film))"));

        assertEquals(List.of("1 fine film"), TreeSentence.binaryPhrases(trees));
    }

    @Test
    void only_ascii_is_lowered() {
        assertEquals(
                "\u00c9t\u00e9",
                TreeSentence.parse("(2 \u00c9T\u00e9)").nodes().get(0).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "film", "(3 (2 a)", "(3 )", "(9 a)", "(3 a))", "()"})
    void malformed_trees_are_refused(String tree) {
        assertThrows(RuntimeException.class, () -> TreeSentence.parse(tree));
    }
}
