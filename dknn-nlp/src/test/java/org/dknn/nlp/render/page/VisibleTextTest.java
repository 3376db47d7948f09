package org.dknn.nlp.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-lrb-",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                " =1",
                "\u00A0=1",
                "\"=1",
                "'=1",
                "\"' -1",
                "\uFEFF=1",
                "\u200B@x",
                "\uFF1D1",
                "\u2018=1",
                "\u2212" + "1"
            })
    void a_cell_is_no_formula(String text) {
        assertEquals("\"'" + VisibleText.line(text).replace("\"", "\"\"") + '"', VisibleText.csvCell(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "word", "'s", "1-1", "a=b", "\u00E9", "$5", "*", "\"so\"", "\u2018twas"})
    void other_cells_are_quoted_and_no_more(String text) {
        assertEquals('"' + text.replace("\"", "\"\"") + '"', VisibleText.csvCell(text));
    }
}
