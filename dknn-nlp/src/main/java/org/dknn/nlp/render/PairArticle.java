package org.dknn.nlp.render;

import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.ExplainedPair;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;

/**
 * One pair on an HTML page.
 *
 * @param page what is written to
 * @param words the text once a method
 */
record PairArticle(Markup page, ExplainedPair pair, WordsSection words) {

    void write(int number) {
        page.raw("<article id=\"pair-" + number + "\">\n");
        new VerdictSection().write(page, pair.premise());
        new SupportSection().write(page, pair.premise());
        side("premise", pair.premise());
        side("hypothesis", pair.hypothesis());
        pair.interactions().ifPresent(this::interactions);
        page.raw("<div class=\"layers\">\n");
        pair.neighbors().forEach(this::layer);
        page.raw("</div>\n</article>\n");
    }

    private void side(String name, Explained side) {
        page.raw("<table class=\"words\">\n<caption>" + name + "</caption>\n");
        for (Attributions saliency : side.saliencies()) {
            page.raw("<tr><th scope=\"row\">")
                    .isolated(MethodName.of(side, saliency))
                    .raw("</th>");
            words.cell(page, side, saliency);
            page.raw("</tr>\n");
        }
        page.raw("</table>\n");
    }

    private void interactions(Interactions found) {
        if (found.premise().positions().isEmpty()
                || found.hypothesis().positions().isEmpty()) {
            return;
        }
        Scale scale = new Scale(found.peak());
        page.raw("<details class=\"cross\"><summary>What words of both sides do together, by ")
                .isolated(MethodName.of(
                        found.method(),
                        pair.premise(),
                        pair.premise().saliencies().get(0)))
                .raw(", up to " + Numbers.limit(scale) + "</summary>\n<table>\n<caption>Drop when both words go, less"
                        + " the drops when either goes; rows are words of the premise</caption>\n<thead><tr><td></td>");
        for (int position : found.hypothesis().positions()) {
            page.raw("<th scope=\"col\">")
                    .isolated(word(pair.hypothesis(), position))
                    .raw("</th>");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < found.premise().positions().size(); row++) {
            interactionRow(found, row, scale);
        }
        page.raw("</tbody>\n</table>\n</details>\n");
    }

    private void interactionRow(Interactions found, int row, Scale scale) {
        page.raw("<tr><th scope=\"row\">")
                .isolated(word(pair.premise(), found.premise().positions().get(row)))
                .raw("</th>");
        for (int column = 0; column < found.hypothesis().positions().size(); column++) {
            double value = found.value(row, column);
            page.raw(
                    "<td class=\"w" + HtmlStyle.stepClass(scale.step(value)) + "\">" + Numbers.signed(value) + "</td>");
        }
        page.raw("</tr>\n");
    }

    private static String word(Explained side, int position) {
        return side.tokens().get(position).word();
    }

    private void layer(LayerNeighbors layer) {
        int count = layer.votes().count(pair.label());
        page.raw(NeighborsSection.details(pair.premise(), layer) + "<summary><span class=\"layer\">")
                .isolated(layer.layer())
                .raw("</span> <span class=\"votes\">" + count + " of "
                        + layer.votes().total() + " neighbors are ")
                .isolated(pair.labelName())
                .raw("</span></summary>\n<table class=\"near\">\n");
        layer.nearest().forEach(this::neighbor);
        page.raw("</table>\n</details>\n");
    }

    private void neighbor(NeighborText neighbor) {
        String sameness = neighbor.label() == pair.label() ? "same" : "other";
        page.raw("<tr class=\"" + sameness + "\"><td class=\"n\">" + Numbers.distance(neighbor.distance())
                        + "</td><td class=\"label\">")
                .isolated(pair.labelSet().name(neighbor.label()))
                .raw("</td><td>")
                .isolated(neighbor.text())
                .raw("</td></tr>\n");
    }
}
