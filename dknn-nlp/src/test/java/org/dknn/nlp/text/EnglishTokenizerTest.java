package org.dknn.nlp.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnglishTokenizerTest {

    private static final Tokenizer ENGLISH = Tokenizer.english();

    private static String words(String text) {
        return String.join(" ", ENGLISH.words(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "It's|it 's",
                "don't|do n't",
                "can't|ca n't",
                "WON'T|wo n't",
                "cannot|can not",
                "couldn't've|could n't 've",
                "I'd we're you'll they've I'm|i 'd we 're you 'll they 've i 'm",
                "isn’t it’s|is n't it 's",
                "the actors' lives|the actors ' lives",
                "o'clock O’Fallon d'etre|o'clock o'fallon d'etre",
                "rock 'n' roll|rock 'n' roll",
                "the '70s, '90s-style|the '70s , '90s-style",
                "get 'em 'til ol' Joe|get 'em 'til ol' joe"
            })
    void contractions_are_split_and_elisions_are_not(String text, String expected) {
        assertEquals(expected, words(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Good, bad; ugly: all!|good , bad ; ugly : all !",
                "wait... what?!|wait ... what ?!",
                "wait…what|wait ... what",
                "one--two --- three|one -- two -- three",
                "one — two – three|one -- two -- three",
                "a well-made sci-fi film|a well-made sci-fi film",
                "well‑made|well-made",
                "old-world- meets - new|old-world - meets - new",
                "(a film [of sorts])|-lrb- a film -lsb- of sorts -rsb- -rrb-",
                "-lrb- kept -RRB-|-lrb- kept -rrb-",
                "and/or|and\\/or",
                "and\\/or|and\\/or",
                "** M*A*S*H \\*|\\*\\* m \\* a \\* s \\* h \\*"
            })
    void punctuation_is_split_off(String text, String expected) {
        assertEquals(expected, words(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"Fine,\" she said|`` fine , '' she said",
                "a (\"fine\") film|a -lrb- `` fine '' -rrb- film",
                "“Fine,” she said|`` fine , '' she said",
                "«fine»|`` fine ''",
                "the 'fine' film|the ` fine ' film",
                "the ‘fine’ film|the ` fine ' film",
                "\"the 'fine'\"|`` the ` fine ' ''",
                "`` fine '' ` fine '|`` fine '' ` fine '"
            })
    void quotes_know_their_direction(String text, String expected) {
        assertEquals(expected, words(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "2,500 9.50 8:30 -5 .5|2,500 9.50 8:30 -5 .5",
                "$40, 100%, #9|$ 40 , 100 % , # 9",
                "9/11 3.5/5|9\\/11 3.5\\/5",
                "Mr. Low of the U.S. left.|mr. low of the u.s. left .",
                "J.R.R. and Q. and I.|j.r.r. and q. and i .",
                "No. 9 is a no.|no. 9 is a no .",
                "films, books, etc.|films , books , etc.",
                "R&B|r&b",
                "see https://a.example/b?c=1, or me@b.example.|see https://a.example/b?c=1 , or me@b.example .",
                "Films.com is up.|films.com is up ."
            })
    void numbers_abbreviations_and_addresses_stay_whole(String text, String expected) {
        assertEquals(expected, words(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'", "\u2019", "\u00B4", "`", "\u2018", "\u201B", "\u02BC", "\u02BB", "\u2032", "\u2035", "\uFF07",
                "\u0092", "\u0091", "\u055A", "\u05F3", "\uA78C", "\u1FFD", "\u02B9", "\u02C8", "\u02CA", "\u02CB",
                "\u275C"
            })
    void any_mark_may_be_an_apostrophe(String mark) {
        String text = "Isn" + mark + "t it" + mark + "s we" + mark + "ll ol" + mark + " O" + mark + "Hara?";

        assertEquals("is n't it 's we 'll ol' o'hara ?", words(text));
        assertEquals(
                List.of(
                        "Is",
                        "n" + mark + "t",
                        "it",
                        mark + "s",
                        "we",
                        mark + "ll",
                        "ol" + mark,
                        "O" + mark + "Hara",
                        "?"),
                ENGLISH.tokenize(text).stream()
                        .map(token -> text.substring(token.start(), token.end()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "the \u00B4fine\u00B4 film|the ` fine ' film",
                "the `fine\u00B4 film|the ` fine ' film",
                "the \u201Bfine\u2019 film|the ` fine ' film",
                "\uFF02fine\uFF02 \u2033so\u2033|`` fine '' `` so ''",
                "\u201Ffine\u201D \u0093so\u0094 \u301Da\u301E|`` fine '' `` so '' `` a ''",
                "\u2018\u2018fine\u2019\u2019|`` fine ''",
                "one \u0097 two\uFE58three \u0096 four|one -- two -- three -- four",
                "well\uFE63made \uFF0D5|well-made -5",
                "wait\u2025what\u22EFso\uFF0E\uFF0E\uFF0E|wait ... what ... so ...",
                "\uFF29\uFF54\uFF07\uFF53\u3000\uFF11\uFF0C\uFF15\uFF10\uFF10\uFF01\uFF1F|it 's 1,500 !?",
                "\uFF08fine\uFF09|-lrb- fine -rrb-",
                "a\u00A0well\u00ADmade\u202F\uFB01lm|a wellmade film",
                "isn\u00AD\u2019t do\u200Bn\u2019\u2060t it\u2019\u200Bs|is n't do n't it 's"
            })
    void other_marks_are_read_as_the_plain_ones(String text, String expected) {
        assertEquals(expected, words(text));
    }

    @Test
    void characters_that_show_nothing_belong_to_the_word_before_them() {
        String text = "isn\u00AD\u2019t";

        assertEquals(List.of(new Token("is", 0, 2), new Token("n't", 2, 6)), ENGLISH.tokenize(text));
    }

    @Test
    void offsets_point_into_the_original_text() {
        String text = " It's “so-so” (Not.) ";

        List<String> pieces = ENGLISH.tokenize(text).stream()
                .map(token -> text.substring(token.start(), token.end()))
                .toList();

        assertEquals(List.of("It", "'s", "“", "so-so", "”", "(", "Not", ".", ")"), pieces);
        assertEquals(List.of("it", "'s", "``", "so-so", "''", "-lrb-", "not", ".", "-rrb-"), ENGLISH.words(text));
    }

    @Test
    void offsets_hold_where_lower_case_is_longer() {
        assertEquals(
                List.of(new Token("i\u0307s", 0, 2), new Token("so", 3, 5)),
                ENGLISH.tokenize("\u0130S so")); // capital i with a dot
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC4D\uD83C\uDFFD", // a thumb in a skin tone
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", // a family, joined
                "\uD83C\uDDEB\uD83C\uDDF7", // a flag
                "1\uFE0F\u20E3", // a keycap
                ",\u0301", // a comma with an accent
                "\u0915\u094D\u0937" // one Devanagari cluster
            })
    void a_grapheme_is_one_token(String grapheme) {
        assertEquals(List.of(new Token(grapheme, 0, grapheme.length())), ENGLISH.tokenize(grapheme));
    }

    @Test
    void separate_accents_are_composed() {
        assertEquals(List.of("clich\u00E9"), ENGLISH.words("cliche\u0301"));
    }

    @Test
    void characters_that_show_nothing_are_no_tokens() {
        assertEquals(List.of("naively", "so"), ENGLISH.words("\uFEFFna\u00ADively \u202E\u0000 so\u200B"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n\u00A0\u2003", "\u200B"})
    void blank_text_has_no_tokens(String text) {
        assertEquals(List.of(), ENGLISH.tokenize(text));
    }

    @Test
    void any_text_gives_sorted_spans_in_it_that_leave_out_only_blanks() {
        Random random = new Random(11);
        String alphabet =
                "aN't '\"`.,-–—/\\*()&@:19%\u00E9\u0301\u200D\uFE0F\uD83D\uDC4D\u202E\u0000\u00A0\u0915\u0600é中…‘’“”";
        for (int round = 0; round < 3000; round++) {
            String text = random(random, alphabet);
            List<Token> tokens = ENGLISH.tokenize(text);

            int end = 0;
            for (Token token : tokens) {
                assertTrue(token.start() >= end && token.end() > token.start(), "seed 11: " + text + tokens);
                assertTrue(isBlank(text.substring(end, token.start())), "seed 11: " + text + tokens);
                assertTrue(!token.word().isEmpty() && !token.word().contains(" "), "seed 11: " + text + tokens);
                end = token.end();
            }
            assertTrue(end <= text.length() && isBlank(text.substring(end)), "seed 11: " + text + tokens);
        }
    }

    private static String random(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(20))
                .forEach(i -> text.append(alphabet.charAt(random.nextInt(alphabet.length()))));
        return text.toString();
    }

    private static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-", "a.", "n't", "'", "\"", ".", "-", "\u0301", "a@", "/", "\uD83D\uDC4D", "1,"})
    void a_text_without_spaces_costs_little_time_and_stack(String piece) {
        assertTimeout(Duration.ofSeconds(20), () -> ENGLISH.tokenize(piece.repeat(50_000)));
    }

    @Test
    void english_tokenizers_are_equal() {
        assertEquals(Tokenizer.english(), Tokenizer.english());
        assertEquals(Tokenizer.whitespace(), Tokenizer.whitespace());
    }
}
