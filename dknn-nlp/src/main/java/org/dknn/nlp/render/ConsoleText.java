package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;

/** The lines that all renderers for terminals share. */
final class ConsoleText {

    /** Columns of a line; words that are longer go over it. */
    static final int WIDTH = 100;

    private ConsoleText() {}

    /** How far to believe the label, and what the network says. */
    static String verdict(Explained explained) {
        PredictionSummary verdict = explained.verdict();
        int networkLabel = verdict.networkLabel();
        String differs = networkLabel == explained.label() ? "" : " (differs)";
        return Columns.line(
                "credibility %s   confidence %s   conformity %s   network %s %s%s",
                Numbers.share(verdict.credibility()),
                Numbers.share(verdict.confidence()),
                Numbers.share(verdict.conformity(explained.label())),
                name(explained, networkLabel),
                Numbers.share(verdict.probability(networkLabel)),
                differs);
    }

    /** Whether the text is like the training texts, in lines; nothing if the explanation does not tell. */
    static String support(Explained explained) {
        return SupportWording.of(explained)
                .map(wording -> {
                    WrappedLines lines = new WrappedLines(WIDTH);
                    lines.between(VisibleText.line(wording.sentence()));
                    return lines + "\n";
                })
                .orElse("");
    }

    static String name(Explained explained, int label) {
        return VisibleText.line(explained.labelSet().name(label));
    }

    /** The nearest training texts of each layer. */
    static String neighbors(Explained explained) {
        StringBuilder lines = new StringBuilder();
        for (LayerNeighbors layer : explained.neighbors()) {
            lines.append('\n').append(votes(explained, layer)).append(distance(explained, layer));
            layer.nearest().forEach(neighbor -> lines.append(neighbor(explained, neighbor)));
        }
        return lines.toString();
    }

    private static String votes(Explained explained, LayerNeighbors layer) {
        List<String> votes = new ArrayList<>();
        for (int label = 0; label < layer.votes().labels(); label++) {
            if (layer.votes().count(label) > 0) {
                votes.add(layer.votes().count(label) + " " + name(explained, label));
            }
        }
        return Columns.line("%s: %s", VisibleText.line(layer.layer()), String.join(", ", votes));
    }

    private static String distance(Explained explained, LayerNeighbors layer) {
        return SupportWording.of(explained)
                .flatMap(wording -> wording.layer(layer.layer()))
                .map(found -> Columns.line(
                        "the farthest is %s away, farther than for %s of held-out texts%s",
                        Numbers.distance(found.distance()),
                        SupportWording.percentile(found),
                        found.isSupported() ? "" : ": not supported"))
                .orElse("");
    }

    private static String neighbor(Explained explained, NeighborText neighbor) {
        int labelColumns = explained.labelSet().names().stream()
                .mapToInt(label -> Columns.width(VisibleText.line(label)))
                .max()
                .orElse(0);
        String start = Columns.padLeft(Numbers.distance(neighbor.distance()), 10) + "  "
                + Columns.pad(name(explained, neighbor.label()), labelColumns) + "  ";
        int left = Math.max(20, WIDTH - Columns.width(start));
        return Columns.line("%s%s", start, Columns.shorten(VisibleText.line(neighbor.text()), left));
    }
}
