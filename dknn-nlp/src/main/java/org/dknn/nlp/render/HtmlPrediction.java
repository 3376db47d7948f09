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

    /** The label, how far to believe it, what the network says, and whether the input is out-of-distribution. */
    static void write(Markup page, Explanation explanation) {
        PredictionSummary prediction = explanation.prediction();
        int networkLabel = prediction.networkLabel();
        for (String notice : Notices.of(explanation)) {
            page.raw("<p class=\"notice\"><b>Note:</b> ").text(notice).raw("</p>\n");
        }
        page.raw("<header class=\"verdict\">\n<h2>")
                .isolated(explanation.labelSet().name(explanation.label()))
                .raw("</h2>\n<dl>");
        figure(page, "credibility", GroupWording.credibility(prediction));
        figure(page, "confidence", Numbers.share(prediction.confidence()));
        figure(page, "conformity", Numbers.share(prediction.conformity(explanation.label())));
        page.raw("<div" + (networkLabel == explanation.label() ? "" : " class=\"differs\"") + "><dt>network</dt><dd>")
                .isolated(explanation.labelSet().name(networkLabel))
                .raw(" " + Numbers.share(prediction.probability(networkLabel)) + "</dd></div>");
        page.raw("</dl>\n</header>\n");
        page.raw("<p class=\"believe\"><b>")
                .text(explanation.verdict().sentence(explanation.labelSet()))
                .raw("</b> ")
                .text(explanation.verdict().experience())
                .raw("</p>\n");
        OodWording.of(explanation).ifPresent(wording -> ood(page, wording));
    }

    private static void figure(Markup page, String name, String value) {
        page.raw("<div><dt>" + name + "</dt><dd>" + value + "</dd></div>");
    }

    /** The answer, and how far the text is from the training texts layer by layer; open where it is unlike them. */
    private static void ood(Markup page, OodWording wording) {
        boolean isLike = wording.ood().inDistribution();
        page.raw("<div class=\"support" + (isLike ? "" : " unlike") + "\">\n<p><b>" + wording.answer() + "</b>")
                .text(wording.reason())
                .raw("</p>\n");
        page.raw("<details class=\"numbers\"" + (isLike ? "" : " open") + "><summary>Layer by layer</summary>\n");
        layers(page, wording.ood().layers());
        page.raw("</details>\n</div>\n");
    }

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
