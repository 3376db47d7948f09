package org.dknn.nlp.render;

import java.util.Locale;

/** What users wrote, as LaTeX. */
final class LatexText {

    /** Before any text: shows a character by its number, or the number itself where the engine has 8-bit fonts. */
    static final String CHARACTER_MACRO = """
            \\providecommand{\\dknnchar}[2]{\\ifdefined\\Umathcode\\symbol{#1}\\else[U+#2]\\fi}
            """;

    private LatexText() {}

    /** Text in one line. Nothing in it is a command, a comment, a ligature or a formula. */
    static String escape(String text) {
        StringBuilder latex = new StringBuilder();
        VisibleText.line(text).codePoints().forEach(codePoint -> latex.append(escape(codePoint)));
        return latex.toString();
    }

    private static String escape(int codePoint) {
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
}
