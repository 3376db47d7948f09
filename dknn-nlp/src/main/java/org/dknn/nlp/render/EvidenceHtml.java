package org.dknn.nlp.render;

import org.dknn.nlp.explain.AlignedText;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.LayerTexts;
import org.dknn.nlp.explain.NeighborChange;
import org.dknn.nlp.explain.NeighborText;
import org.dknn.nlp.explain.WordEvidence;

/** Evidence in HTML. Written once; not safe for use by many threads. */
final class EvidenceHtml {

    private final EvidenceReport evidence;
    private final EvidenceWording wording;
    private final Markup html = new Markup();

    EvidenceHtml(EvidenceReport evidence) {
        this.evidence = evidence;
        this.wording = new EvidenceWording(evidence.explanation());
    }

    String fragment() {
        html.raw("<section class=\"dknn-evidence\">\n<h1>")
                .isolated(evidence.explanation().text())
                .raw("</h1>\n<p>predicted to be ")
                .isolated(evidence.explanation().labelName())
                .raw("</p>\n<h2>What would change it</h2>\n<p>")
                .text(evidence.counterfactual()
                        .map(wording::counterfactual)
                        .orElseGet(EvidenceWording::noCounterfactual))
                .raw("</p>\n<h2>Training texts behind it</h2>\n");
        evidence.layers().forEach(this::layer);
        if (!evidence.words().isEmpty()) {
            html.raw("<h2>Neighbors that each word holds</h2>\n");
            evidence.words().forEach(this::word);
        }
        return html.raw("</section>\n").toString();
    }

    private void layer(LayerTexts layer) {
        html.raw("<h3>").isolated(layer.layer()).raw("</h3>\n<table>\n<tbody>\n");
        layer.behind().forEach(text -> aligned("same", text));
        layer.other().ifPresent(text -> aligned("other", text));
        html.raw("</tbody>\n</table>\n");
    }

    private void aligned(String kind, AlignedText text) {
        start(kind, text.neighbor());
        html.raw("<bdi lang=\"\">");
        String gap = "";
        for (AlignedText.Word word : text.words()) {
            html.raw(gap + (word.isShared() ? "<mark>" : ""));
            html.text(word.word()).raw(word.isShared() ? "</mark>" : "");
            gap = " ";
        }
        html.raw("</bdi></td></tr>\n");
    }

    private void start(String kind, NeighborText text) {
        html.raw("<tr class=\"" + kind + "\"><td class=\"n\">" + Numbers.distance(text.distance()) + "</td><td>")
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
        html.text(wording.change(change, neighbors)).raw("</p>\n<table>\n<tbody>\n");
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
