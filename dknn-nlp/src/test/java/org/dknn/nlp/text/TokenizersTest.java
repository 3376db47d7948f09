package org.dknn.nlp.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.nlp.text.icu.IcuTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizersTest {

    /** A family of three joined by joiners, and an e with a separate accent. */
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    private static final String ACCENTED = "e\u0301";

    private static final List<String> PIECES = List.of(
            "a",
            "B",
            " ",
            "\n",
            "\u00A0",
            "'",
            ".",
            "-",
            "1",
            ",",
            "\u4E2D",
            "\u0E01",
            "\u0301",
            "\u200D",
            "\u202E",
            "\uD83D\uDE00",
            "\uD83C\uDDEB",
            "\uD83D",
            "\uDE00",
            FAMILY,
            ACCENTED,
            "\u0000",
            "<b>");

    private static Stream<Tokenizer> cutting() {
        return Stream.of(
                Tokenizer.whitespace(),
                Tokenizer.wordBoundaries(Locale.ROOT),
                Tokenizer.characters(),
                IcuTokenizer.of(Locale.ROOT));
    }

    @Test
    void raw_text_is_cut_at_word_boundaries_with_its_places() {
        assertEquals(
                List.of(
                        new Token("Il", 0, 2),
                        new Token("fait", 3, 7),
                        new Token("3,5", 8, 11),
                        new Token("\u00B0", 12, 13),
                        new Token("!", 13, 14)),
                Tokenizer.wordBoundaries(Locale.FRENCH).tokenize("Il fait 3,5 \u00B0!"));
    }

    @Test
    void word_boundaries_keep_case_and_split_no_grapheme() {
        assertEquals(
                List.of("Don't", "caf" + ACCENTED, FAMILY),
                Tokenizer.wordBoundaries(Locale.ENGLISH).words("Don't caf" + ACCENTED + "\t" + FAMILY));
    }

    @Test
    void characters_are_what_a_reader_takes_for_one_and_spaces_count() {
        assertEquals(
                List.of("a", " ", ACCENTED, FAMILY, "?"), Tokenizer.characters().words("a " + ACCENTED + FAMILY + "?"));
        assertEquals(
                new Token(ACCENTED, 2, 4),
                Tokenizer.characters().tokenize("a " + ACCENTED).get(2));
    }

    @Test
    void words_without_spaces_are_found_by_dictionary() {
        assertEquals(
                List.of("\u6211\u662F", "\u5B66\u751F", "\u3002"),
                IcuTokenizer.of(Locale.CHINESE).words("\u6211\u662F\u5B66\u751F\u3002"));
        // "I eat rice"
        assertEquals(
                List.of("\u0E09\u0E31\u0E19", "\u0E01\u0E34\u0E19", "\u0E02\u0E49\u0E32\u0E27"),
                IcuTokenizer.of(Locale.forLanguageTag("th"))
                        .words("\u0E09\u0E31\u0E19\u0E01\u0E34\u0E19\u0E02\u0E49\u0E32\u0E27"));
    }

    @ParameterizedTest
    @MethodSource("cutting")
    void tokens_are_the_text_between_their_ends_in_order_without_overlap(Tokenizer tokenizer) {
        Random random = new Random(11);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            int end = 0;
            for (Token token : tokenizer.tokenize(text.toString())) {
                String place = tokenizer + ", seed 11, round " + round;
                assertTrue(token.start() >= end && token.end() > token.start(), place);
                assertEquals(text.substring(token.start(), token.end()), token.word(), place);
                end = token.end();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cutting")
    void an_empty_text_has_no_tokens(Tokenizer tokenizer) {
        assertEquals(List.of(), tokenizer.tokenize(""));
    }

    @Test
    void ten_thousand_words_are_read() {
        String text = "word ".repeat(10_000);

        assertEquals(
                10_000, Tokenizer.wordBoundaries(Locale.ROOT).tokenize(text).size());
        assertEquals(50_000, Tokenizer.characters().tokenize(text).size());
        assertEquals(
                10_000,
                Tokenizer.searching(whole -> List.of(whole.split(" ", 0)))
                        .tokenize(text)
                        .size());
    }

    @Test
    void words_that_stand_nowhere_in_a_long_text_cost_no_more_than_a_look_each() {
        String text = "Word ".repeat(40_000);
        List<String> words = IntStream.range(0, 20_000)
                .mapToObj(i -> i % 2 == 0 ? "none" + i % 2_000 : "word")
                .toList();

        List<Token> tokens = Tokenizer.searching(whole -> words).tokenize(text);

        assertEquals(new Token("none0", 0, 0), tokens.get(0));
        assertEquals(new Token("word", 0, 4), tokens.get(1));
        assertEquals(new Token("word", 9_999 * 5, 9_999 * 5 + 4), tokens.get(19_999));
    }

    private static List<Token> search(String text, String... words) {
        return Tokenizer.searching(whole -> List.of(words)).tokenize(text);
    }

    @Test
    void words_of_another_tokenizer_are_found_behind_each_other() {
        assertEquals(
                List.of(new Token("the", 0, 3), new Token("cat", 4, 7), new Token("the", 8, 11)),
                search("The cat The", "the", "cat", "the"));
        assertEquals(List.of(new Token("run", 4, 7)), search("Dog running", "run"));
    }

    @Test
    void a_word_as_it_is_goes_before_one_in_other_case() {
        assertEquals(List.of(new Token("a", 2, 3)), search("A a", "a"));
    }

    @Test
    void a_word_that_is_not_in_the_text_covers_none_of_it() {
        assertEquals(
                List.of(new Token("children", 0, 8), new Token("be", 8, 8), new Token("here", 14, 18)),
                search("Children were here", "children", "be", "here"));
        assertEquals(List.of(new Token("x", 0, 0)), search("", "x"));
    }

    @Test
    void empty_words_are_left_out() {
        assertEquals(List.of(new Token("b", 1, 2)), search("ab", "", "b", ""));
    }
}
