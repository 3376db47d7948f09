package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.Numbers;

/** On a page: the votes of each layer and, folded, its nearest training texts. */
final class HtmlNeighbors {

    private HtmlNeighbors() {}

    static void write(Markup page, Explanation explanation) {
        page.raw("<div class=\"layers\">\n");
        explanation.neighbors().forEach(layer -> layer(page, explanation, layer));
        page.raw("</div>\n");
    }

    private static void layer(Markup page, Explanation explanation, LayerNeighbors layer) {
        int count = layer.votes().count(explanation.label());
        int total = layer.votes().total();
        page.raw(details(explanation, layer) + "<summary><span class=\"layer\">")
                .isolated(layer.layer())
                .raw("</span>");
        page.raw("<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:" + Math.round(100.0 * count / total)
                + "%\"></i></span>");
        page.raw("<span class=\"votes\">");
        for (int label = 0; label < layer.votes().labels(); label++) {
            if (layer.votes().count(label) > 0) {
                votes(page, explanation, label, layer.votes().count(label));
            }
        }
        page.raw("</span></summary>\n");
        if (!layer.nearest().isEmpty()) {
            nearest(page, explanation, layer);
        }
        page.raw("</details>\n");
    }

    /** The start of a layer's part; open where an out-of-distribution input is first seen to be so. */
    private static String details(Explanation explanation, LayerNeighbors layer) {
        boolean isOpen = OodWording.of(explanation)
                .map(wording -> wording.isLostIn(layer.layer()))
                .orElse(false);
        return isOpen ? "<details open>" : "<details>";
    }

    private static void votes(Markup page, Explanation explanation, int label, int count) {
        String tag = label == explanation.label() ? "b" : "span";
        page.raw("<" + tag + ">" + count + " ")
                .isolated(explanation.labelSet().name(label))
                .raw("</" + tag + "> ");
    }

    private static void nearest(Markup page, Explanation explanation, LayerNeighbors layer) {
        page.raw("<table class=\"near\">\n<caption>The nearest "
                + layer.nearest().size() + " of " + layer.votes().total() + " neighbors</caption>\n");
        page.raw("""
                <thead><tr>
                <th scope="col" class="n">Distance</th><th scope="col">Label</th><th scope="col">Training text</th>
                </tr></thead>
                <tbody>
                """);
        for (NeighborText neighbor : layer.nearest()) {
            String sameness = neighbor.label() == explanation.label() ? "same" : "other";
            page.raw("<tr class=\"" + sameness + "\"><td class=\"n\">" + Numbers.distance(neighbor.distance())
                            + "</td><td class=\"label\">")
                    .isolated(explanation.labelSet().name(neighbor.label()))
                    .raw("</td><td>")
                    .isolated(neighbor.text())
                    .raw("</td></tr>\n");
        }
        page.raw("</tbody>\n</table>\n");
    }
}
