package org.dknn.cli;

import java.util.Locale;
import java.util.stream.Stream;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.render.EvidenceRenderer;
import org.dknn.nlp.render.HtmlReport;
import org.dknn.nlp.render.Renderer;

/** The forms that explanations are written in. */
enum ExplanationFormat {
    /** Lines for a terminal, in colours if it has them. */
    CONSOLE,
    /** Lines without colours. */
    PLAIN,
    /** One page. */
    HTML,
    /** One object a line. */
    JSON,
    /** Tables. */
    MARKDOWN,
    /** Pieces to be read by a LaTeX document. */
    LATEX;

    private static final String TITLE = "Explanations";

    /**
     * The pieces of the result, one after the other.
     *
     * @param console how lines for a terminal are written
     */
    Stream<String> render(Renderer console, Stream<Explanation> explanations) {
        if (this == HTML) {
            return Stream.of(HtmlReport.of(TITLE).render(explanations.toList()));
        }
        Renderer renderer = renderer(console);
        return explanations.map(explanation -> renderer.render(explanation) + "\n");
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

    /**
     * The pieces of the result with the evidence behind each explanation.
     *
     * @throws IllegalArgumentException if this form has no place for it
     */
    Stream<String> withEvidence(Renderer console, Stream<EvidenceReport> evidence) {
        return switch (this) {
            case CONSOLE, PLAIN -> {
                Renderer renderer = renderer(console);
                EvidenceRenderer behind = EvidenceRenderer.plain();
                yield evidence.map(
                        report -> renderer.render(report.explanation()) + "\n" + behind.render(report) + "\n");
            }
            case HTML -> Stream.of(HtmlReport.of(TITLE).render(evidence.toList()));
            case JSON, MARKDOWN, LATEX ->
                throw new IllegalArgumentException("evidence is written as console, plain or html, not as " + this);
        };
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
