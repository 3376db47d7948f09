package org.dknn.nlp.render;

import java.util.List;
import org.dknn.nlp.explain.Explained;

/** Makes an explanation readable. Implementations are immutable and safe for use by many threads. */
@FunctionalInterface
public interface Renderer {

    /** The explanation as text of the renderer's kind. */
    String render(Explained explained);

    /** Lines of up to 100 columns without colour: one line a word, with a number and a bar a method. */
    static Renderer plain() {
        return new PlainRenderer();
    }

    /** Lines of up to 100 columns for terminals that know 24-bit colours: the text once a method. */
    static Renderer ansi() {
        return ansi(ConsoleColors.TRUE_COLOR);
    }

    /**
     * Lines of up to 100 columns for a terminal: the text once a method, words that speak against the label underlined.
     *
     * @param colors what the terminal knows, as {@link ConsoleColors#of} tells
     */
    static Renderer ansi(ConsoleColors colors) {
        return ansi(colors, Palette.RED_BLUE);
    }

    /** As {@link #ansi(ConsoleColors)}, in a palette. */
    static Renderer ansi(ConsoleColors colors, Palette palette) {
        return new AnsiRenderer(Paint.of(colors, palette));
    }

    /** A complete HTML page; for many explanations on one page, other colours and notes, see {@link HtmlReport}. */
    static Renderer html() {
        return explained ->
                HtmlReport.of("Explanation: " + explained.labelName()).render(List.of(explained));
    }

    /**
     * Markdown as of CommonMark with the tables of GitHub: the numbers of all words, the strongest in bold letters, and the
     * neighbors.
     *
     * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
     */
    static Renderer markdown() {
        return new MarkdownRenderer();
    }

    /**
     * A piece of LaTeX, to be read by {@code \input}: the text once a method, with colours behind its words. Needs the package
     * xcolor and, under pdfLaTeX, the font encoding T1; says so in its first line. pdfLaTeX shows letters that are neither
     * ASCII nor Latin-1 as their number; XeLaTeX and LuaLaTeX show them if the font has them.
     */
    static Renderer latex() {
        return latex(Palette.RED_BLUE);
    }

    /** As {@link #latex()}, in a palette. */
    static Renderer latex(Palette palette) {
        return new LatexRenderer(palette);
    }
}
