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

    /**
     * Once in a LaTeX document before {@link #latex}: what it needs, and a macro that shows a character by its number, or the number
     * itself where fonts have 8 bits.
     */
    public static final String LATEX_HEAD = """
            % needs, under pdfLaTeX, \\usepackage[T1]{fontenc}
            \\providecommand{\\dknnchar}[2]{\\ifdefined\\Umathcode\\symbol{#1}\\else[U+#2]\\fi}
            """;

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

    /**
     * As LaTeX, in one line: nothing in it is a command, a comment, a ligature or a formula. What 8-bit fonts have not is written by
     * {@link #LATEX_HEAD}.
     */
    public static String latex(String text) {
        StringBuilder latex = new StringBuilder();
        line(text).codePoints().forEach(codePoint -> latex.append(latex(codePoint)));
        return latex.toString();
    }

    private static String latex(int codePoint) {
        return switch (codePoint) {
            case '\\' -> "\\textbackslash{}";
            case '{', '}', '$', '&', '#', '_', '%' -> "\\" + (char) codePoint;
            case '^' -> "\\textasciicircum{}";
            case '~' -> "\\textasciitilde{}";
            case '<' -> "\\textless{}";
            case '>' -> "\\textgreater{}";
            case '|' -> "\\textbar{}";
            case '"' -> "\\textquotedbl{}";
            case '\'' -> "\\textquotesingle{}";
            case '`' -> "\\textasciigrave{}";
            // would join with their like to a dash, or after ! and ? to another sign
            case '-', ',', '!', '?' -> (char) codePoint + "{}";
            case '[', ']' -> "{" + (char) codePoint + "}"; // never the argument of a command
            case 0xA0 -> "~";
            default ->
                isPlain(codePoint)
                        ? Character.toString(codePoint)
                        : String.format(Locale.ROOT, "\\dknnchar{%d}{%04X}", codePoint, codePoint);
        };
    }

    /** ASCII, and the letters of Latin-1, which LaTeX has known since 2018 in every engine. */
    private static boolean isPlain(int codePoint) {
        boolean latin1 = codePoint >= 0xC0 && codePoint <= 0xFF;
        return codePoint < 0x7F || (latin1 && Character.isLetter(codePoint));
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
