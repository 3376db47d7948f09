package org.dknn.nlp.render;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;
import org.dknn.nlp.saliency.Saliency;
import org.dknn.nlp.text.Token;

/**
 * One explanation on an HTML page.
 *
 * @param page what is written to
 * @param scales one a method, by its name
 */
record HtmlArticle(Markup page, Explanation explanation, Map<String, Scale> scales) {

    void write(int number) {
        page.raw("<article id=\"text-" + number + "\">\n");
        verdict();
        words();
        page.raw("<div class=\"layers\">\n");
        explanation.neighbors().forEach(this::layer);
        page.raw("</div>\n");
        if (!explanation.tokens().isEmpty()) {
            numbers();
        }
        page.raw("</article>\n");
    }

    private void verdict() {
        Prediction prediction = explanation.prediction();
        int networkLabel = prediction.networkLabel();
        page.raw("<header class=\"verdict\">\n<h2>")
                .isolated(explanation.labelName())
                .raw("</h2>\n<dl>");
        figure("credibility", Numbers.share(prediction.credibility()));
        figure("confidence", Numbers.share(prediction.confidence()));
        figure("conformity", Numbers.share(prediction.conformity(explanation.label())));
        page.raw("<div" + (networkLabel == explanation.label() ? "" : " class=\"differs\"") + "><dt>network</dt><dd>")
                .isolated(explanation.labelSet().name(networkLabel))
                .raw(" " + Numbers.share(prediction.probability(networkLabel)) + "</dd></div>");
        page.raw("</dl>\n</header>\n");
    }

    private void figure(String name, String value) {
        page.raw("<div><dt>" + name + "</dt><dd>" + value + "</dd></div>");
    }

    private void words() {
        page.raw("<table class=\"words\">\n");
        for (Saliency saliency : explanation.saliencies()) {
            page.raw("<tr><th scope=\"row\">").isolated(saliency.method());
            if (saliency.size() > 0) {
                page.raw("<small>up to " + Numbers.limit(new Scale(saliency.peak())) + "</small>");
            }
            page.raw("</th><td dir=\"auto\" lang=\"\">");
            if (explanation.text().isBlank() && explanation.tokens().isEmpty()) {
                page.raw("<em lang=\"en\">no words</em>");
            }
            TextPiece.of(explanation).forEach(piece -> piece(piece, saliency));
            page.raw("</td></tr>\n");
        }
        page.raw("</table>\n");
    }

    private void piece(TextPiece piece, Saliency saliency) {
        if (piece.word().isEmpty()) {
            page.lines(piece.text());
            return;
        }
        int position = piece.word().getAsInt();
        Token token = explanation.tokens().get(position);
        page.raw("<span class=\"w" + HtmlStyle.stepClass(scale(saliency).rootStep(saliency.value(position))) + "\"");
        page.attribute("title", Numbers.signed(saliency.value(position)) + readAs(piece, token));
        page.raw(">")
                .lines(piece.text().isEmpty() ? token.word() : piece.text())
                .raw("</span>");
    }

    private Scale scale(Saliency saliency) {
        return Objects.requireNonNull(scales.get(saliency.method()));
    }

    /** Tells what the network reads where that is not what the user wrote, but for case. */
    private static String readAs(TextPiece piece, Token token) {
        return token.word().equalsIgnoreCase(piece.text()) ? "" : ", read as " + token.word();
    }

    private void layer(LayerNeighbors layer) {
        int count = layer.votes().count(explanation.label());
        int total = layer.votes().total();
        page.raw("<details><summary><span class=\"layer\">")
                .isolated(layer.layer())
                .raw("</span>");
        page.raw("<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:" + Math.round(100.0 * count / total)
                + "%\"></i></span>");
        page.raw("<span class=\"votes\">");
        for (int label = 0; label < layer.votes().labels(); label++) {
            if (layer.votes().count(label) > 0) {
                votes(label, layer.votes().count(label));
            }
        }
        page.raw("</span></summary>\n");
        if (!layer.nearest().isEmpty()) {
            neighbors(layer.nearest(), total);
        }
        page.raw("</details>\n");
    }

    private void votes(int label, int count) {
        String tag = label == explanation.label() ? "b" : "span";
        page.raw("<" + tag + ">" + count + " ")
                .isolated(explanation.labelSet().name(label))
                .raw("</" + tag + "> ");
    }

    private void neighbors(List<NeighborText> nearest, int total) {
        page.raw("<table class=\"near\">\n<caption>The nearest " + nearest.size() + " of " + total
                + " neighbors</caption>\n");
        page.raw("""
                <thead><tr>
                <th scope="col" class="n">Distance</th><th scope="col">Label</th><th scope="col">Training text</th>
                </tr></thead>
                <tbody>
                """);
        for (NeighborText neighbor : nearest) {
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

    private void numbers() {
        page.raw("<details class=\"numbers\"><summary>Numbers of all words</summary>\n<table>\n<thead><tr>"
                + "<th scope=\"col\">Word</th>");
        explanation.saliencies().forEach(saliency -> page.raw("<th scope=\"col\" class=\"n\">")
                .isolated(saliency.method())
                .raw("</th>"));
        page.raw("</tr></thead>\n<tbody>\n");
        for (int position = 0; position < explanation.tokens().size(); position++) {
            page.raw("<tr><th scope=\"row\">")
                    .isolated(explanation.tokens().get(position).word())
                    .raw("</th>");
            for (Saliency saliency : explanation.saliencies()) {
                page.raw("<td class=\"n\">" + Numbers.signed(saliency.value(position)) + "</td>");
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n</details>\n");
    }
}
