package org.dknn.nlp.render;

import java.util.Map;
import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;
import org.dknn.nlp.explain.PairExplanation;
import org.dknn.nlp.saliency.Saliency;
import org.dknn.nlp.text.Token;

/**
 * One pair on an HTML page.
 *
 * @param page what is written to
 * @param scales one a method, by its name
 */
record PairArticle(Markup page, PairExplanation pair, Map<String, Scale> scales) {

    void write(int number) {
        page.raw("<article id=\"pair-" + number + "\">\n");
        verdict();
        side("premise", pair.premise());
        side("hypothesis", pair.hypothesis());
        pair.interactions().ifPresent(this::interactions);
        page.raw("<div class=\"layers\">\n");
        pair.neighbors().forEach(this::layer);
        page.raw("</div>\n</article>\n");
    }

    private void verdict() {
        Prediction prediction = pair.prediction();
        int networkLabel = prediction.networkLabel();
        page.raw("<header class=\"verdict\">\n<h2>").isolated(pair.labelName()).raw("</h2>\n<dl>");
        figure("credibility", Numbers.share(prediction.credibility()));
        figure("confidence", Numbers.share(prediction.confidence()));
        figure("conformity", Numbers.share(prediction.conformity(pair.label())));
        page.raw("<div" + (networkLabel == pair.label() ? "" : " class=\"differs\"") + "><dt>network</dt><dd>")
                .isolated(pair.labelSet().name(networkLabel))
                .raw(" " + Numbers.share(prediction.probability(networkLabel)) + "</dd></div></dl>\n</header>\n");
    }

    private void figure(String name, String value) {
        page.raw("<div><dt>" + name + "</dt><dd>" + value + "</dd></div>");
    }

    private void side(String name, Explanation side) {
        page.raw("<table class=\"words\">\n<caption>" + name + "</caption>\n");
        for (Saliency saliency : side.saliencies()) {
            page.raw("<tr><th scope=\"row\">").isolated(saliency.method()).raw("</th><td dir=\"auto\" lang=\"\">");
            if (side.tokens().isEmpty()) {
                page.raw("<em lang=\"en\">no words</em>");
            }
            TextPiece.of(side).forEach(piece -> piece(side, piece, saliency));
            page.raw("</td></tr>\n");
        }
        page.raw("</table>\n");
    }

    private void piece(Explanation side, TextPiece piece, Saliency saliency) {
        if (piece.word().isEmpty()) {
            page.lines(piece.text());
            return;
        }
        int position = piece.word().getAsInt();
        double value = saliency.value(position);
        Scale scale = Objects.requireNonNull(scales.get(saliency.method()));
        Token token = side.tokens().get(position);
        page.raw("<span class=\"w" + HtmlStyle.stepClass(scale.rootStep(value)) + "\"")
                .attribute("title", Numbers.signed(value))
                .raw(">")
                .lines(piece.text().isEmpty() ? token.word() : piece.text())
                .raw("</span>");
    }

    private void interactions(Interactions found) {
        if (found.premise().positions().isEmpty()
                || found.hypothesis().positions().isEmpty()) {
            return;
        }
        Scale scale = new Scale(found.peak());
        page.raw("<details class=\"cross\"><summary>What words of both sides do together, by ")
                .isolated(found.method())
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

    private static String word(Explanation side, int position) {
        return side.tokens().get(position).word();
    }

    private void layer(LayerNeighbors layer) {
        int count = layer.votes().count(pair.label());
        page.raw("<details><summary><span class=\"layer\">")
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
