package org.dknn.nlp.render;

import org.dknn.nlp.explain.EvidenceReport;

/** Makes the evidence behind an explanation readable. Implementations are immutable and safe for use by many threads. */
@FunctionalInterface
public interface EvidenceRenderer {

    /** The evidence as text of the renderer's kind. */
    String render(EvidenceReport evidence);

    /** Lines of up to 100 columns without colour; words that the explained text has, too, are marked by stars. */
    static EvidenceRenderer plain() {
        return evidence -> new EvidenceLines(evidence).render();
    }

    /** A {@code <section>} to stand in a page of yours; needs no script and no style. */
    static EvidenceRenderer htmlFragment() {
        return evidence -> new EvidenceHtml(evidence).fragment();
    }

    /** A complete HTML page that needs nothing else. */
    static EvidenceRenderer html() {
        return evidence -> new EvidenceHtml(evidence).page();
    }
}
