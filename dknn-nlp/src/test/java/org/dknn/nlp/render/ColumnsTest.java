package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final String THUMB = "\uD83D\uDC4D\uD83C\uDFFD"; // in a skin tone

    @Test
    void accents_take_no_column_and_pictures_two() {
        assertEquals(3, Columns.width("abc"));
        assertEquals(1, Columns.width("e\u0301"));
        assertEquals(2, Columns.width(THUMB));
        assertEquals(4, Columns.width("\u4E2D\u6587"));
        assertEquals(0, Columns.width(""));
    }

    @Test
    void long_text_is_shortened_between_graphemes() {
        assertEquals("abcdef", Columns.shorten("abcdef", 6));
        assertEquals("ab...", Columns.shorten("abcdef", 5));
        assertEquals("a...", Columns.shorten("a bcdef", 5)); // no space before the dots
        assertEquals("a...", Columns.shorten("a" + THUMB.repeat(9), 5));
        assertEquals("a" + THUMB + "...", Columns.shorten("a" + THUMB.repeat(9), 6));
        assertEquals("e\u0301e\u0301...", Columns.shorten("e\u0301".repeat(9), 5));
    }

    @Test
    void padding_counts_columns() {
        assertEquals(THUMB + " ", Columns.pad(THUMB, 3));
        assertEquals(" " + THUMB, Columns.padLeft(THUMB, 3));
        assertEquals("abcd", Columns.pad("abcd", 3));
    }

    @Test
    void lines_break_between_words_at_spaces() {
        WrappedLines lines = new WrappedLines(7);
        lines.word(new Paint.Painted("one", "<one>"));
        lines.between(" ");
        lines.word(new Paint.Painted("two", "<two>"));
        lines.between("  ");
        lines.word(new Paint.Painted("do", "<do>"));
        lines.word(new Paint.Painted("n't", "<n't>"));
        lines.between(" ");
        lines.word(new Paint.Painted("overlong", "<overlong>"));
        lines.between(" . ");

        assertEquals("<one> <two>\n<do><n't>\n<overlong>\n.", lines.toString());
    }
}
