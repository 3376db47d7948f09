package org.dknn.cli.result;

import org.dknn.nlp.render.page.VisibleText;

/** Text for LaTeX, in which nothing is a command. */
public final class LatexText {

    private LatexText() {}

    /** In one line. */
    public static String of(String text) {
        StringBuilder latex = new StringBuilder();
        VisibleText.line(text).codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> latex.append("\\textbackslash{}");
                case '~' -> latex.append("\\textasciitilde{}");
                case '^' -> latex.append("\\textasciicircum{}");
                case '<' -> latex.append("\\textless{}");
                case '>' -> latex.append("\\textgreater{}");
                case '|' -> latex.append("\\textbar{}");
                case '"' -> latex.append("\\textquotedbl{}");
                case '&', '%', '$', '#', '_', '{', '}' -> latex.append('\\').appendCodePoint(point);
                default -> latex.appendCodePoint(point);
            }
        });
        return latex.toString();
    }
}
