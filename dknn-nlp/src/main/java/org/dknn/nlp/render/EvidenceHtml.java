package org.dknn.nlp.render;

import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.EvidenceReport.AlignedText;
import org.dknn.nlp.explain.EvidenceReport.LayerTexts;
import org.dknn.nlp.explain.EvidenceReport.NeighborChange;
import org.dknn.nlp.explain.EvidenceReport.WordEvidence;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.Numbers;

/**
 * Evidence on a page.
 *
 * @param html what is written to
 * @param evidence what is shown
 * @param wording what all renderings of evidence say
 */
record EvidenceHtml(Markup html, EvidenceReport evidence, EvidenceWording wording) {

    EvidenceHtml(Markup html, EvidenceReport evidence) {
        this(html, evidence, new EvidenceWording(evidence.explanation()));
    }

    /** All of it, folded but for what would change the prediction. */
    void write() {
        html.raw("<div class=\"evidence\">\n<p>")
                .text(evidence.counterfactual()
                        .map(wording::counterfactual)
                        .orElseGet(EvidenceWording::noCounterfactual))
                .raw("</p>\n<details><summary>Training texts behind it, and the nearest of another class</summary>\n");
        evidence.layers().forEach(this::layer);
        html.raw("</details>\n");
        if (!evidence.words().isEmpty()) {
            html.raw("<details><summary>Neighbors that each word holds</summary>\n");
            evidence.words().forEach(this::word);
            html.raw("</details>\n");
        }
        html.raw("</div>\n");
    }

    private void layer(LayerTexts layer) {
        html.raw("<h3>").isolated(layer.layer()).raw("</h3>\n<table class=\"near\">\n<tbody>\n");
        layer.behind().forEach(text -> aligned("same", text));
        layer.other().ifPresent(text -> aligned("other", text));
        html.raw("</tbody>\n</table>\n");
    }

    private void aligned(String kind, AlignedText text) {
        start(kind, text.neighbor());
        html.raw("<bdi lang=\"\">");
        for (TextPiece piece : EvidenceWording.shared(text)) {
            boolean isShared = piece.word().isPresent();
            html.raw(isShared ? "<mark>" : "").text(piece.text()).raw(isShared ? "</mark>" : "");
        }
        html.raw("</bdi></td></tr>\n");
    }

    private void start(String kind, NeighborText text) {
        html.raw("<tr class=\"" + kind + "\"><td class=\"n\">" + Numbers.distance(text.distance())
                        + "</td><td class=\"label\">")
                .isolated(wording.label(text.label()))
                .raw("</td><td>");
    }

    private void word(WordEvidence word) {
        html.raw("<details><summary>without <b>")
                .isolated(wording.word(word.position()))
                .raw("</b>: ")
                .isolated(wording.label(word.label()))
                .raw("</summary>\n");
        for (int i = 0; i < word.changes().size(); i++) {
            change(
                    word.changes().get(i),
                    evidence.explanation().neighbors().get(i).votes().total());
        }
        html.raw("</details>\n");
    }

    private void change(NeighborChange change, int neighbors) {
        if (change.count() == 0) {
            return;
        }
        html.raw("<h3>").isolated(change.layer()).raw("</h3>\n<p>");
        html.text(wording.change(change, neighbors)).raw("</p>\n<table class=\"near\">\n<tbody>\n");
        change.left().forEach(text -> moved("leaves", text));
        change.came().forEach(text -> moved("comes", text));
        html.raw("</tbody>\n</table>\n");
    }

    private void moved(String how, NeighborText text) {
        String kind = text.label() == evidence.explanation().label() ? "same" : "other";
        start(kind, text);
        html.isolated(text.text()).raw("</td><td>" + how + "</td></tr>\n");
    }
}
