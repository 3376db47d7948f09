package org.dknn.nlp.render;

import java.util.List;
import java.util.stream.Collectors;
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

    /** A complete HTML page that needs nothing else; for many texts on one page, see {@link #page}. */
    static EvidenceRenderer html() {
        return evidence -> page("Evidence: " + evidence.explanation().labelName(), List.of(evidence));
    }

    /**
     * A complete HTML page of the evidence behind any number of explanations.
     *
     * @param title of the window
     * @param evidence in the order of the page
     */
    static String page(String title, List<EvidenceReport> evidence) {
        return new PlainPage(title)
                .around(evidence.stream().map(htmlFragment()::render).collect(Collectors.joining()));
    }
}
