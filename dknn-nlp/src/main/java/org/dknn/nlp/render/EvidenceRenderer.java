package org.dknn.nlp.render;

import org.dknn.nlp.explain.EvidenceReport;

/**
 * Makes the evidence behind an explanation readable. {@link HtmlReport} and {@link Renderer#html} show it with the explanation.
 * Implementations are immutable and safe for use by many threads.
 */
@FunctionalInterface
public interface EvidenceRenderer {

    /** The evidence as text of the renderer's kind. */
    String render(EvidenceReport evidence);

    /** Lines of up to 100 columns without colour; words that the explained text has, too, are marked by stars. */
    static EvidenceRenderer plain() {
        return evidence -> new EvidenceLines(evidence).render();
    }

    /** A {@code <div>} to stand in a page of yours, beside the explanation; needs no script and no style. */
    static EvidenceRenderer htmlFragment() {
        return evidence -> {
            Markup html = new Markup();
            new EvidenceHtml(html, evidence).write();
            return html.toString();
        };
    }
}
