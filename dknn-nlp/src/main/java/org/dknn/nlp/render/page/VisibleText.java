package org.dknn.nlp.render.page;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text whose hidden characters can be seen: a control that would steer a terminal, or a mark that would turn the
 * direction of all that follows, is shown as its number, {@code [U+202E]}. Joiners stay, as letters and pictures need
 * them.
 */
public final class VisibleText {

    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;

    /** What begins a formula, in the wide forms, too. */
    private static final Pattern FORMULA = Pattern.compile(
            "[\t\r\n]|[\\p{IsWhite_Space}\\p{Cf}\\p{Cc}\"'`\\u2018-\\u201F]*+[=+@\\-\\uFF1D\\uFF0B\\uFF0D\\uFF20\\u2212]");

    private VisibleText() {}

    /** As lines: line breaks and tabs stay. */
    public static String lines(String text) {
        return visible(text.replace("\r\n", "\n"), "\n\t");
    }

    /** As one line: white space of any kind becomes a space. */
    public static String line(String text) {
        return visible(text.replaceAll("\\s", " "), "");
    }

    /**
     * As a cell of comma-separated values: one line, in quotes. What a spreadsheet would run as a formula gets an apostrophe
     * before it: text that begins with {@code = + - @}, a tab or a line break, also behind quotes, spaces and what shows
     * nothing.
     *
     * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>
     */
    public static String csvCell(String text) {
        String safe = FORMULA.matcher(text).lookingAt() ? "'" + text : text;
        return '"' + line(safe).replace("\"", "\"\"") + '"';
    }

    private static String visible(String text, String kept) {
        if (text.codePoints().noneMatch(VisibleText::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (isHidden(codePoint) && kept.indexOf(codePoint) < 0) {
                String number = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
                visible.append("[U+")
                        .append("0".repeat(Math.max(0, 4 - number.length())))
                        .append(number)
                        .append(']');
            } else {
                visible.appendCodePoint(codePoint);
            }
        });
        return visible.toString();
    }

    private static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> codePoint != JOINER && codePoint != NON_JOINER && !isTag(codePoint);
            default -> (codePoint & 0xFFFE) == 0xFFFE; // no characters, and HTML forbids them
        };
    }

    /** Tags follow a flag and say whose it is. */
    private static boolean isTag(int codePoint) {
        return codePoint >= FIRST_TAG && codePoint <= LAST_TAG;
    }
}
