package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.PredictionSummary;

/** The label, how far to believe it, and what the network says. */
record VerdictSection() implements HtmlSection {

    @Override
    public void write(Markup page, Explained explained) {
        PredictionSummary verdict = explained.verdict();
        int networkLabel = verdict.networkLabel();
        page.raw("<header class=\"verdict\">\n<h2>")
                .isolated(explained.labelName())
                .raw("</h2>\n<dl>");
        figure(page, "credibility", verdict.credibility());
        figure(page, "confidence", verdict.confidence());
        figure(page, "conformity", verdict.conformity(explained.label()));
        page.raw("<div" + (networkLabel == explained.label() ? "" : " class=\"differs\"") + "><dt>network</dt><dd>")
                .isolated(explained.labelSet().name(networkLabel))
                .raw(" " + Numbers.share(verdict.probability(networkLabel)) + "</dd></div>");
        page.raw("</dl>\n</header>\n");
    }

    private static void figure(Markup page, String name, double value) {
        page.raw("<div><dt>" + name + "</dt><dd>" + Numbers.share(value) + "</dd></div>");
    }
}
