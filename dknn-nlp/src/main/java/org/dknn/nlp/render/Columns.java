package org.dknn.nlp.render;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in the columns of a terminal. */
final class Columns {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private record Range(int first, int last) {

        boolean holds(int codePoint) {
            return codePoint >= first && codePoint <= last;
        }
    }

    /** East Asian letters and pictures. */
    private static final List<Range> WIDE = List.of(
            new Range(0x1100, 0x115F),
            new Range(0x2E80, 0xA4CF),
            new Range(0xAC00, 0xD7A3),
            new Range(0xF900, 0xFAFF),
            new Range(0xFE30, 0xFE6F),
            new Range(0xFF00, 0xFF60),
            new Range(0x1F300, 0x1FAFF),
            new Range(0x20000, 0x3FFFD));

    private Columns() {}

    /** How many columns a text takes: none for a lone accent or joiner, two for wide letters and pictures. */
    static int width(String text) {
        if (text.chars().allMatch(unit -> unit < 0x80)) {
            return text.length();
        }
        int width = 0;
        for (Matcher grapheme = GRAPHEME.matcher(text); grapheme.find(); ) {
            width += graphemeWidth(grapheme.group());
        }
        return width;
    }

    private static int graphemeWidth(String grapheme) {
        if (grapheme.codePoints().anyMatch(Columns::isWide)) {
            return 2;
        }
        return switch (Character.getType(grapheme.codePointAt(0))) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> 1;
        };
    }

    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100 && WIDE.stream().anyMatch(range -> range.holds(codePoint));
    }

    /** The text, or as much of its beginning as fits, with three dots. */
    static String shorten(String text, int columns) {
        int used = 0;
        int end = 0;
        for (Matcher grapheme = GRAPHEME.matcher(text); grapheme.find(); ) {
            used += graphemeWidth(grapheme.group());
            if (used > columns) {
                return text.substring(0, end).stripTrailing() + "...";
            }
            if (used <= columns - 3) {
                end = grapheme.end();
            }
        }
        return text;
    }

    /** The text with spaces behind it. */
    static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** The text with spaces before it. */
    static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** A format in the root locale, without spaces at the end. */
    static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).stripTrailing() + "\n";
    }
}
