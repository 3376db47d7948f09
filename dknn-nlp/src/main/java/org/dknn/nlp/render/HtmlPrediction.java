package org.dknn.nlp.render;

import java.util.List;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.render.page.PageStyle;
import org.dknn.ood.OodResult;

/** What was predicted, on a page. */
final class HtmlPrediction {

    private HtmlPrediction() {}

    /** How far the text is from the training texts, layer by layer. */
    static void layers(Markup page, List<OodResult.Layer> layers) {
        page.raw(PageStyle.frame()).raw("""
                <table>
                <thead><tr><th scope="col">Layer</th><th scope="col" class="n">Distance</th>
                <th scope="col" class="n">farther than</th><th scope="col">Supported</th></tr></thead>
                <tbody>
                """);
        for (OodResult.Layer layer : layers) {
            page.raw("<tr" + (layer.inDistribution() ? "" : " class=\"lost\"") + "><th scope=\"row\">")
                    .isolated(layer.name());
            page.raw("</th><td class=\"n\">" + Numbers.distance(layer.distance()) + "</td><td class=\"n\">"
                    + OodWording.percentile(layer) + " of held-out texts</td><td>"
                    + (layer.inDistribution() ? "yes" : "no") + "</td></tr>\n");
        }
        page.raw("</tbody>\n</table>\n</div>\n");
    }

    /** Folded: the p-value, conformity and probability of every class. */
    static void writeClasses(Markup page, Explanation explanation) {
        PredictionSummary prediction = explanation.prediction();
        boolean isByClass = GroupWording.isByClass(prediction);
        page.raw("<details class=\"numbers classes\"><summary>Numbers of all classes</summary>\n" + PageStyle.frame())
                .raw("""
                <table>
                <thead><tr><th scope="col">Class</th><th scope="col" class="n">p-value</th>""");
        page.raw(isByClass ? "\n<th scope=\"col\" class=\"n\">calibration examples</th>" : "");
        page.raw("""

                <th scope="col" class="n">conformity</th><th scope="col" class="n">network</th></tr></thead>
                <tbody>
                """);
        for (int label = 0; label < prediction.labels(); label++) {
            page.raw("<tr><th scope=\"row\">")
                    .isolated(explanation.labelSet().name(label))
                    .raw("</th>");
            number(page, prediction.pValues().value(label));
            if (isByClass) {
                page.raw("<td class=\"n\">" + prediction.pValues().groupSize(label) + "</td>");
            }
            number(page, prediction.conformity(label));
            number(page, prediction.probability(label));
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n</div>\n</details>\n");
    }

    private static void number(Markup page, double value) {
        page.raw("<td class=\"n\">" + Numbers.share(value) + "</td>");
    }
}
