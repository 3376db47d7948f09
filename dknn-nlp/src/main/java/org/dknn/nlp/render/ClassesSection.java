package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.PredictionSummary;

/** Folded: the p-value, conformity and probability of every class. */
record ClassesSection() implements HtmlSection {

    @Override
    public void write(Markup page, Explained explained) {
        PredictionSummary verdict = explained.verdict();
        page.raw("""
                <details class="numbers classes"><summary>Numbers of all classes</summary>
                <table>
                <thead><tr><th scope="col">Class</th><th scope="col" class="n">p-value</th>
                <th scope="col" class="n">conformity</th><th scope="col" class="n">network</th></tr></thead>
                <tbody>
                """);
        for (int label = 0; label < verdict.labels(); label++) {
            page.raw("<tr><th scope=\"row\">")
                    .isolated(explained.labelSet().name(label))
                    .raw("</th>");
            number(page, verdict.pValues().value(label));
            number(page, verdict.conformity(label));
            number(page, verdict.probability(label));
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n</details>\n");
    }

    private static void number(Markup page, double value) {
        page.raw("<td class=\"n\">" + Numbers.share(value) + "</td>");
    }
}
