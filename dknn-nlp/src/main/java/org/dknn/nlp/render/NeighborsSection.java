package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;

/** The votes of each layer and, folded, its nearest training texts. */
record NeighborsSection() implements HtmlSection {

    @Override
    public void write(Markup page, Explained explained) {
        page.raw("<div class=\"layers\">\n");
        explained.neighbors().forEach(layer -> layer(page, explained, layer));
        page.raw("</div>\n");
    }

    private static void layer(Markup page, Explained explained, LayerNeighbors layer) {
        int count = layer.votes().count(explained.label());
        int total = layer.votes().total();
        page.raw(details(explained, layer) + "<summary><span class=\"layer\">")
                .isolated(layer.layer())
                .raw("</span>");
        page.raw("<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:" + Math.round(100.0 * count / total)
                + "%\"></i></span>");
        page.raw("<span class=\"votes\">");
        for (int label = 0; label < layer.votes().labels(); label++) {
            if (layer.votes().count(label) > 0) {
                votes(page, explained, label, layer.votes().count(label));
            }
        }
        page.raw("</span></summary>\n");
        if (!layer.nearest().isEmpty()) {
            nearest(page, explained, layer);
        }
        page.raw("</details>\n");
    }

    /** The start of a layer's part, open if it is the one where support is lost. */
    static String details(Explained explained, LayerNeighbors layer) {
        boolean isOpen = SupportWording.of(explained)
                .map(wording -> wording.isLostIn(layer.layer()))
                .orElse(false);
        return isOpen ? "<details open>" : "<details>";
    }

    private static void votes(Markup page, Explained explained, int label, int count) {
        String tag = label == explained.label() ? "b" : "span";
        page.raw("<" + tag + ">" + count + " ")
                .isolated(explained.labelSet().name(label))
                .raw("</" + tag + "> ");
    }

    private static void nearest(Markup page, Explained explained, LayerNeighbors layer) {
        page.raw("<table class=\"near\">\n<caption>The nearest "
                + layer.nearest().size() + " of " + layer.votes().total() + " neighbors</caption>\n");
        page.raw("""
                <thead><tr>
                <th scope="col" class="n">Distance</th><th scope="col">Label</th><th scope="col">Training text</th>
                </tr></thead>
                <tbody>
                """);
        for (NeighborText neighbor : layer.nearest()) {
            String sameness = neighbor.label() == explained.label() ? "same" : "other";
            page.raw("<tr class=\"" + sameness + "\"><td class=\"n\">" + Numbers.distance(neighbor.distance())
                            + "</td><td class=\"label\">")
                    .isolated(explained.labelSet().name(neighbor.label()))
                    .raw("</td><td>")
                    .isolated(neighbor.text())
                    .raw("</td></tr>\n");
        }
        page.raw("</tbody>\n</table>\n");
    }
}
