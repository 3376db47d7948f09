package org.dknn.nlp.render;

import java.util.Optional;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.render.page.PageStyle;

/** The folded part of an explanation on a page: layer by layer, all classes, all numbers, evidence. */
record CardFolds(Markup page, Explanation explanation) {

    void write(Optional<EvidenceReport> evidence) {
        layers();
        evidence.ifPresent(found -> {
            page.raw("<details><summary>What would change the answer</summary>\n");
            new EvidenceHtml(page, found).write();
            page.raw("</details>\n");
        });
        InteractionTable.of(explanation).ifPresent(this::interactions);
        HtmlPrediction.writeClasses(page, explanation);
        for (Segment segment : explanation.segments()) {
            HtmlWords.writeNumbers(page, explanation, segment);
        }
    }

    private void layers() {
        page.raw("<details><summary>Layer by layer <span class=\"soft\">"
                + explanation.neighbors().size() + (explanation.neighbors().size() == 1 ? " layer" : " layers")
                + "</span></summary>\n" + PageStyle.frame() + "<table><thead><tr><th scope=\"col\">layer</th>"
                + "<th scope=\"col\">votes</th>");
        for (String name : explanation.labelSet().names()) {
            page.raw("<th scope=\"col\" class=\"number\">").isolated(name).raw("</th>");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (LayerNeighbors layer : explanation.neighbors()) {
            page.raw("<tr><th scope=\"row\">").isolated(layer.layer()).raw("</th><td>");
            NearestHtml.votes(page, explanation, layer.votes(), false);
            page.raw("</td>");
            for (int label = 0; label < layer.votes().labels(); label++) {
                page.raw("<td class=\"number\">" + layer.votes().count(label) + "</td>");
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
        OodWording.of(explanation)
                .ifPresent(wording -> HtmlPrediction.layers(page, wording.ood().layers()));
        explanation.neighbors().forEach(this::nearest);
        page.raw("</details>\n");
    }

    private void nearest(LayerNeighbors layer) {
        if (layer.nearest().isEmpty()) {
            return;
        }
        page.raw("<details><summary>").isolated(layer.layer());
        page.raw(": the nearest " + layer.nearest().size() + " of "
                + layer.votes().total() + "</summary>\n" + PageStyle.frame() + "<table class=\"near\"><tbody>\n");
        for (NeighborText near : layer.nearest()) {
            page.raw("<tr><td class=\"number\">" + Numbers.distance(near.distance()) + "</td><td>");
            NearestHtml.label(page, explanation, near.label());
            page.raw("</td><td>").isolated(near.text());
            LabelDoubt.of(explanation, near)
                    .ifPresent(doubt ->
                            page.raw(" <small class=\"soft\">").isolated(doubt).raw("</small>"));
            page.raw("</td></tr>\n");
        }
        page.raw("</tbody></table></div></details>\n");
    }

    private void interactions(InteractionTable table) {
        Scale scale = table.scale();
        page.raw("<details class=\"cross\"><summary>What words of both sides do together, by ")
                .isolated(table.method());
        page.raw("</summary>\n<div class=\"by-0\">" + PageStyle.frame()
                + "<table>\n<caption class=\"small soft\">Drop when both words go, less the drops"
                + " when either goes; rows are words of the premise</caption>\n<thead><tr><td></td>");
        table.columns().forEach(word -> page.raw("<th scope=\"col\" class=\"number\">")
                .isolated(word)
                .raw("</th>"));
        page.raw("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.rows().size(); row++) {
            page.raw("<tr><th scope=\"row\">").isolated(table.rows().get(row)).raw("</th>");
            for (int column = 0; column < table.columns().size(); column++) {
                double value = table.value(row, column);
                int step = scale.step(value, StepStyle.STEPS);
                page.raw("<td class=\"number\"" + (step == 0 ? "" : " data-0=\"" + step + "\"") + ">"
                        + Numbers.signed(value) + "</td>");
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table></div></div>\n</details>\n");
    }
}
