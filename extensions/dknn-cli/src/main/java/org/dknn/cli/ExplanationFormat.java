package org.dknn.cli;

import java.util.List;
import java.util.Locale;
import org.dknn.cli.result.RowFormat;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.render.HtmlReport;
import org.dknn.nlp.render.Renderer;

/** Formats of explanations. */
enum ExplanationFormat {
    /** Lines for a terminal, in colors where the terminal has them. */
    CONSOLE,
    /** Lines without colors. */
    PLAIN,
    /** One page. */
    HTML,
    /** One object per line. */
    JSON,
    /** One row per word, with commas. */
    CSV,
    /** One row per word, with tabs. */
    TSV,
    /** Tables. */
    MARKDOWN,
    /** Pieces that a LaTeX document includes. */
    LATEX;

    /** The report of explanations. */
    static final HtmlReport PAGE = HtmlReport.of("Explanations");

    /** Whether explanations are written together, rather than one by one. */
    boolean isOnePage() {
        return this == HTML;
    }

    /** Whether there is a place for the evidence behind explanations. */
    boolean showsEvidence() {
        return this == CONSOLE || this == PLAIN || this == HTML;
    }

    /** Whether the strongest words of training texts are marked, which costs as much as explaining these. */
    boolean marksNeighbors() {
        return this == HTML || this == MARKDOWN;
    }

    /** Explanations on one page. */
    static String page(List<Explanation> explanations) {
        return PAGE.render(explanations);
    }

    /** Explanations on one page, with the evidence behind each. */
    static String pageWithEvidence(List<EvidenceReport> evidence) {
        return PAGE.renderWithEvidence(evidence);
    }

    /**
     * What comes before the first explanation.
     *
     * @param methods names of those that explain
     */
    String head(List<String> methods) {
        return switch (this) {
            case CSV -> ExplanationRows.head(RowFormat.CSV, methods);
            case TSV -> ExplanationRows.head(RowFormat.TSV, methods);
            case CONSOLE, PLAIN, HTML, JSON, MARKDOWN, LATEX -> "";
        };
    }

    /**
     * One explanation.
     *
     * @param console renders lines for a terminal
     * @param number of the explanation, from 1
     */
    String piece(Renderer console, Explanation explanation, int number) {
        return switch (this) {
            case CSV -> ExplanationRows.of(RowFormat.CSV, explanation, number);
            case TSV -> ExplanationRows.of(RowFormat.TSV, explanation, number);
            case CONSOLE, PLAIN, HTML, JSON, MARKDOWN, LATEX ->
                renderer(console).render(explanation) + "\n";
        };
    }

    /** One explanation with the evidence behind it. */
    String piece(Renderer console, EvidenceReport evidence) {
        return renderer(console).render(evidence) + "\n";
    }

    private Renderer renderer(Renderer console) {
        return switch (this) {
            case CONSOLE -> console;
            case PLAIN, CSV, TSV -> Renderer.plain();
            case HTML -> Renderer.html();
            case JSON -> ExplanationJson.create()::write;
            case MARKDOWN -> Renderer.markdown();
            case LATEX -> Renderer.latex();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
