package org.dknn.nlp.render;

import java.util.List;
import org.dknn.nlp.explain.Explained;
import org.dknn.ood.OodResult;

/** Whether the text is like the training texts, and how far it is from them layer by layer; open where it is not. */
record SupportSection() implements HtmlSection {

    @Override
    public void write(Markup page, Explained explained) {
        SupportWording.of(explained).ifPresent(wording -> write(page, wording));
    }

    private static void write(Markup page, SupportWording wording) {
        boolean isLike = wording.support().inDistribution();
        page.raw("<div class=\"support" + (isLike ? "" : " unlike") + "\">\n<p><b>" + wording.answer() + "</b>")
                .text(wording.reason())
                .raw("</p>\n");
        page.raw("<details class=\"numbers\"" + (isLike ? "" : " open") + "><summary>Layer by layer</summary>\n");
        table(page, wording.support().layers());
        page.raw("</details>\n</div>\n");
    }

    private static void table(Markup page, List<OodResult.Layer> layers) {
        page.raw("""
                <table>
                <thead><tr><th scope="col">Layer</th><th scope="col" class="n">Distance</th>
                <th scope="col" class="n">farther than</th><th scope="col">Supported</th></tr></thead>
                <tbody>
                """);
        for (OodResult.Layer layer : layers) {
            page.raw("<tr" + (layer.isSupported() ? "" : " class=\"lost\"") + "><th scope=\"row\">")
                    .isolated(layer.name());
            page.raw("</th><td class=\"n\">" + Numbers.distance(layer.distance()) + "</td><td class=\"n\">"
                    + SupportWording.percentile(layer) + " of held-out texts</td><td>"
                    + (layer.isSupported() ? "yes" : "no") + "</td></tr>\n");
        }
        page.raw("</tbody>\n</table>\n");
    }
}
