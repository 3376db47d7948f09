package org.dknn.cli;

import java.util.Locale;
import java.util.stream.Stream;
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
    /** Tables. */
    MARKDOWN,
    /** Pieces that a LaTeX document includes. */
    LATEX;

    private static final HtmlReport PAGE = HtmlReport.of("Explanations");

    /**
     * The pieces of the result, one after the other.
     *
     * @param console renders lines for a terminal
     */
    Stream<String> render(Renderer console, Stream<Explanation> explanations) {
        Renderer renderer = renderer(console);
        return this == HTML
                ? Stream.of(PAGE.render(explanations.toList()))
                : explanations.map(explanation -> renderer.render(explanation) + "\n");
    }

    /**
     * The pieces of the result with the evidence behind each explanation.
     *
     * @throws IllegalArgumentException if this format has no place for it
     */
    Stream<String> renderWithEvidence(Renderer console, Stream<EvidenceReport> evidence) {
        Renderer renderer = renderer(console);
        return switch (this) {
            case CONSOLE, PLAIN -> evidence.map(report -> renderer.render(report) + "\n");
            case HTML -> Stream.of(PAGE.renderWithEvidence(evidence.toList()));
            case JSON, MARKDOWN, LATEX ->
                throw new IllegalArgumentException("evidence is written as console, plain or html, got " + this);
        };
    }

    private Renderer renderer(Renderer console) {
        return switch (this) {
            case CONSOLE -> console;
            case PLAIN -> Renderer.plain();
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
