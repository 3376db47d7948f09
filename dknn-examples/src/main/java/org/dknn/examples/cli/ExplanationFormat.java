package org.dknn.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
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
    HTML;

    private static final String TITLE = "Explanations";

    /** The pieces of the result, one after the other. */
    Stream<String> render(Renderer lines, Stream<Explanation> explanations) {
        if (this == HTML) {
            return Stream.of(HtmlReport.of(TITLE).render(explanations.toList()));
        }
        return explanations.map(explanation -> lines.render(explanation) + "\n");
    }

    /** The pieces of the result with the evidence behind each explanation. */
    Stream<String> withEvidence(Renderer lines, Stream<EvidenceReport> evidence) {
        if (this == HTML) {
            List<EvidenceReport> all = evidence.toList();
            return Stream.of(EvidenceRenderer.page(TITLE, all));
        }
        EvidenceRenderer behind = EvidenceRenderer.plain();
        return evidence.map(report -> lines.render(report.explanation()) + "\n" + behind.render(report) + "\n");
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
