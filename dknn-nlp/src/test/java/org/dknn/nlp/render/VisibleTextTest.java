package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @Test
    void what_would_steer_a_terminal_or_turn_the_direction_is_shown_as_its_number() {
        assertEquals("a[U+001B][31m", VisibleText.line("a\u001B[31m"));
        assertEquals("[U+202E]evil[U+202C]", VisibleText.line("\u202Eevil\u202C"));
        assertEquals("[U+2066][U+200F][U+061C]", VisibleText.line("\u2066\u200F\u061C"));
        assertEquals("[U+0000][U+009B][U+FEFF][U+200B]", VisibleText.line("\u0000\u009B\uFEFF\u200B"));
        assertEquals("[U+D83D]![U+FFFF]", VisibleText.line("\uD83D!\uFFFF"));
    }

    @Test
    void joined_pictures_and_letters_stay() {
        String joined = "\uD83D\uDC68\u200D\uD83D\uDC67 \u0646\u200C\u0645 \uD83C\uDFF4\uDB40\uDC67\uDB40\uDC7F";

        assertEquals(joined, VisibleText.line(joined));
    }

    @Test
    void line_breaks_become_spaces_or_stay() {
        assertEquals("a b c  d", VisibleText.line("a\nb\tc\r\nd"));
        assertEquals("a\nb\tc\nd\u00A0e", VisibleText.lines("a\nb\tc\r\nd\u00A0e"));
        assertEquals("a[U+2028]b[U+000D]", VisibleText.lines("a\u2028b\r"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", " It's (so-so).\n\n\u00A0Fine! ", "\u202Ea\u202C", "good"})
    void pieces_together_are_the_text(String text) {
        List<TextPiece> pieces = TextPiece.of(Samples.explain(text));

        assertEquals(text, pieces.stream().map(TextPiece::text).collect(Collectors.joining()));
    }

    @Test
    void a_piece_is_a_word_or_stands_between_words() {
        assertEquals(
                List.of(
                        new TextPiece(" ", OptionalInt.empty()),
                        new TextPiece("It", OptionalInt.of(0)),
                        new TextPiece("'s", OptionalInt.of(1)),
                        new TextPiece("  ", OptionalInt.empty()),
                        new TextPiece("ok", OptionalInt.of(2))),
                TextPiece.of(Samples.explain(" It's  ok")));
    }

    @Test
    void spans_that_overlap_or_are_empty_show_no_text_twice() {
        Explanation explanation = Samples.with(
                Samples.explain("abc"),
                List.of(new Token("ab", 0, 2), new Token("bc", 1, 3), new Token("end", 3, 3), new Token("a", 0, 1)),
                List.of(Attributions.of("m", 0, 1, 2, 3, 4)));

        assertEquals(
                List.of("ab", "c", "", ""),
                TextPiece.of(explanation).stream().map(TextPiece::text).toList());
    }
}
