package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import org.dknn.Prediction;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;

/** The lines that all renderers for terminals share. */
final class ConsoleText {

    /** Columns of a line; words that are longer go over it. */
    static final int WIDTH = 100;

    private ConsoleText() {}

    /** How far to believe the label, and what the network says. */
    static String verdict(Explanation explanation) {
        Prediction prediction = explanation.prediction();
        int networkLabel = prediction.networkLabel();
        String differs = networkLabel == explanation.label() ? "" : " (differs)";
        return Columns.line(
                "credibility %s   confidence %s   conformity %s   network %s %s%s",
                Numbers.share(prediction.credibility()),
                Numbers.share(prediction.confidence()),
                Numbers.share(prediction.conformity(explanation.label())),
                name(explanation, networkLabel),
                Numbers.share(prediction.probability(networkLabel)),
                differs);
    }

    static String name(Explanation explanation, int label) {
        return VisibleText.line(explanation.labelSet().name(label));
    }

    /** The nearest training texts of each layer. */
    static String neighbors(Explanation explanation) {
        StringBuilder lines = new StringBuilder();
        for (LayerNeighbors layer : explanation.neighbors()) {
            lines.append('\n').append(votes(explanation, layer));
            layer.nearest().forEach(neighbor -> lines.append(neighbor(explanation, neighbor)));
        }
        return lines.toString();
    }

    private static String votes(Explanation explanation, LayerNeighbors layer) {
        List<String> votes = new ArrayList<>();
        for (int label = 0; label < layer.votes().labels(); label++) {
            if (layer.votes().count(label) > 0) {
                votes.add(layer.votes().count(label) + " " + name(explanation, label));
            }
        }
        return Columns.line("%s: %s", VisibleText.line(layer.layer()), String.join(", ", votes));
    }

    private static String neighbor(Explanation explanation, NeighborText neighbor) {
        int labelColumns = explanation.labelSet().names().stream()
                .mapToInt(label -> Columns.width(VisibleText.line(label)))
                .max()
                .orElse(0);
        String start = Columns.padLeft(Numbers.distance(neighbor.distance()), 10) + "  "
                + Columns.pad(name(explanation, neighbor.label()), labelColumns) + "  ";
        int left = Math.max(20, WIDTH - Columns.width(start));
        return Columns.line("%s%s", start, Columns.shorten(VisibleText.line(neighbor.text()), left));
    }
}
