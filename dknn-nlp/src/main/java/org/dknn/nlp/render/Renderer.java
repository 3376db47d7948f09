package org.dknn.nlp.render;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;

/**
 * Makes an explanation of a text or of a pair readable. Pairs are rendered as texts are, one segment after the other, with the
 * interactions of their words where these were asked for. Implementations are immutable and safe for use by many threads.
 */
@FunctionalInterface
public interface Renderer {

    /** The explanation as text of the renderer's kind. */
    String render(Explanation explanation);

    /**
     * The explanation with the evidence behind it, in plain text, on terminals and in HTML. Markdown and LaTeX, and renderers that do
     * not override this method, show the explanation alone.
     */
    default String render(EvidenceReport evidence) {
        return render(evidence.explanation());
    }

    /** Lines of up to 100 columns without color: one line per word, with a number and a bar per method. */
    static Renderer plain() {
        return new PlainRenderer();
    }

    /** Lines of up to 100 columns for terminals with 24-bit colors: the text once per method. */
    static Renderer ansi() {
        return ansi(ConsoleColors.TRUE_COLOR);
    }

    /**
     * Lines of up to 100 columns for a terminal: the text once per method, words that speak against the label underlined.
     *
     * @param colors of the terminal, see {@link ConsoleColors#of}
     */
    static Renderer ansi(ConsoleColors colors) {
        return ansi(colors, Palette.RED_BLUE);
    }

    /** As {@link #ansi(ConsoleColors)}, in a palette. */
    static Renderer ansi(ConsoleColors colors, Palette palette) {
        return new AnsiRenderer(Paint.of(colors, palette));
    }

    /** A complete HTML page; for many explanations on one page, other colors and notes, see {@link HtmlReport}. */
    static Renderer html() {
        return new Renderer() {
            @Override
            public String render(Explanation explanation) {
                return report(explanation).render(List.of(explanation));
            }

            @Override
            public String render(EvidenceReport evidence) {
                return report(evidence.explanation()).renderWithEvidence(List.of(evidence));
            }

            private HtmlReport report(Explanation explanation) {
                return HtmlReport.of("Explanation: " + explanation.labelSet().name(explanation.label()));
            }
        };
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
     * A piece of LaTeX for {@code \input}: the text once per method, with colors behind its words. Needs the package xcolor and,
     * under pdfLaTeX, the font encoding T1; its first line is a comment that says so. pdfLaTeX shows letters that are neither ASCII
     * nor Latin-1 as their number; XeLaTeX and LuaLaTeX show them if the font has them.
     */
    static Renderer latex() {
        return latex(Palette.RED_BLUE);
    }

    /** As {@link #latex()}, in a palette. */
    static Renderer latex(Palette palette) {
        return new LatexRenderer(palette);
    }

    /** The colors of a terminal. */
    public enum ConsoleColors {
        /** No codes at all: words carry signs, as in {@code good[++]}. */
        NONE,

        /** The sixteen colors of every terminal. */
        SIXTEEN,

        /** 24-bit colors. */
        TRUE_COLOR;

        /**
         * The colors to be used in an environment, such as {@link System#getenv()}.
         *
         * <p>None where {@code NO_COLOR} is set and not empty, and where {@code TERM} is missing or {@code dumb}; 24-bit where
         * {@code COLORTERM} is {@code truecolor} or {@code 24bit}, {@code TERM} ends in {@code -direct}, or {@code WT_SESSION} shows
         * Windows Terminal; else sixteen. The caller must know whether the output is a terminal at all.
         *
         * @param environment names and values
         * @see <a href="https://no-color.org">NO_COLOR</a>
         */
        public static ConsoleColors of(Map<String, String> environment) {
            if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
                return NONE;
            }
            if (!environment.getOrDefault("WT_SESSION", "").isEmpty()) {
                return TRUE_COLOR;
            }
            String terminal = environment.getOrDefault("TERM", "");
            if (terminal.isEmpty() || terminal.equals("dumb")) {
                return NONE;
            }
            return switch (environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT)) {
                case "truecolor", "24bit" -> TRUE_COLOR;
                default -> terminal.endsWith("-direct") ? TRUE_COLOR : SIXTEEN;
            };
        }
    }
}
