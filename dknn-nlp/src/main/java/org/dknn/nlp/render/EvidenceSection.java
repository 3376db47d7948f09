package org.dknn.nlp.render;

import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explained;

/** What stands behind an explanation, where that was gathered. */
record EvidenceSection() implements HtmlSection {

    @Override
    public void write(Markup page, Explained explained) {
        if (explained instanceof EvidenceReport evidence) {
            new EvidenceHtml(page, evidence).write();
        }
    }
}
