package org.dknn.nlp.render;

import java.util.List;
import java.util.stream.Collectors;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.EvidenceReport.AlignedText;
import org.dknn.nlp.explain.EvidenceReport.LayerTexts;
import org.dknn.nlp.explain.EvidenceReport.NeighborChange;
import org.dknn.nlp.explain.EvidenceReport.WordEvidence;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.render.page.VisibleText;

/**
 * Evidence for a console; words that the explained text has, too, are marked by stars. Written once; not safe for use by many threads.
 */
final class EvidenceLines {

    private final EvidenceReport evidence;
    private final EvidenceWording wording;
    private final StringBuilder lines = new StringBuilder();

    EvidenceLines(EvidenceReport evidence) {
        this.evidence = evidence;
        this.wording = new EvidenceWording(evidence.explanation());
    }

    String render() {
        lines.append(ConsoleText.wrapped(
                evidence.counterfactual().map(wording::counterfactual).orElseGet(EvidenceWording::noCounterfactual)));
        lines.append('\n');
        evidence.layers().forEach(this::layer);
        evidence.words().forEach(this::word);
        return lines.toString();
    }

    private void layer(LayerTexts layer) {
        String predicted = wording.label(evidence.explanation().label());
        line(layer.layer() + ": nearest " + predicted);
        layer.behind().forEach(text -> aligned("  ", text));
        layer.other().ifPresent(text -> {
            line(layer.layer() + ": nearest of another class");
            aligned("  " + wording.label(text.neighbor().label()) + " ", text);
        });
        lines.append('\n');
    }

    private void aligned(String start, AlignedText text) {
        String words = EvidenceWording.shared(text).stream()
                .map(piece -> piece.word().isPresent() ? "*" + piece.text() + "*" : piece.text())
                .collect(Collectors.joining());
        line(start + Columns.padLeft(Numbers.distance(text.neighbor().distance()), 8) + "  " + words);
    }

    private void word(WordEvidence word) {
        line("without " + wording.word(word.position()) + ": " + wording.label(word.label()));
        List<LayerNeighbors> neighbors = evidence.explanation().neighbors();
        for (int i = 0; i < word.changes().size(); i++) {
            change(word.changes().get(i), neighbors.get(i).votes().total());
        }
    }

    private void change(NeighborChange change, int neighbors) {
        if (change.count() > 0) {
            line("  " + change.layer() + ": " + wording.change(change, neighbors));
            change.left().forEach(text -> neighbor("    - ", text));
            change.came().forEach(text -> neighbor("    + ", text));
        }
    }

    private void neighbor(String start, NeighborText text) {
        line(start + Columns.padLeft(Numbers.distance(text.distance()), 8) + "  " + wording.label(text.label()) + "  "
                + text.text());
    }

    /** A line that is cut where the console ends. */
    private void line(String text) {
        lines.append(Columns.line("%s", Columns.shorten(VisibleText.line(text), ConsoleText.WIDTH)));
    }
}
