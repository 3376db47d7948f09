package org.dknn.nlp.render;

import java.util.stream.Collectors;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.render.page.VisibleText;

/** The lines that all renderers for terminals share. */
final class ConsoleText {

    /** Columns of a line; words that are longer go over it. */
    static final int WIDTH = 100;

    private static final int WORD = 20;
    private static final int CELL = 11;

    private ConsoleText() {}

    /** Text as lines that break between its words. */
    static String wrapped(String text) {
        WrappedLines lines = new WrappedLines(WIDTH);
        lines.between(VisibleText.line(text));
        return lines + "\n";
    }

    /** What must be seen first, in lines; most often nothing. */
    static String notices(Explanation explanation) {
        return Notices.of(explanation).stream().map(ConsoleText::wrapped).collect(Collectors.joining());
    }

    /** Whether to believe the answer, in lines. */
    static String verdict(Explanation explanation) {
        return wrapped(VerdictWording.of(explanation));
    }

    /** How far to believe the label, and what the network says. */
    static String prediction(Explanation explanation) {
        PredictionSummary prediction = explanation.prediction();
        int networkLabel = prediction.networkLabel();
        String differs = networkLabel == explanation.label() ? "" : " (differs)";
        return Columns.line(
                "credibility %s   confidence %s   conformity %s   network %s %s%s",
                GroupWording.credibility(prediction),
                Numbers.share(prediction.confidence()),
                Numbers.share(prediction.conformity(explanation.label())),
                name(explanation, networkLabel),
                Numbers.share(prediction.probability(networkLabel)),
                differs);
    }

    /** Whether the input is out-of-distribution, in lines; nothing if the explanation does not tell. */
    static String ood(Explanation explanation) {
        return OodWording.of(explanation)
                .map(wording -> wrapped(wording.sentence()))
                .orElse("");
    }

    static String name(Explanation explanation, int label) {
        return VisibleText.line(explanation.labelSet().nameInText(label));
    }

    /** The strongest sentences of a long text by each method, before an empty line; nothing for a short text. */
    static String sentences(Explanation explanation, Segment segment) {
        if (!StrongSentence.isFirst(segment)) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        for (Attributions values : segment.attributions()) {
            lines.append(Columns.line(
                    "strongest of %s sentences, %s",
                    segment.sentences().size(), VisibleText.line(MethodName.of(explanation, values))));
            for (StrongSentence sentence : StrongSentence.of(segment, values)) {
                String start = Columns.padLeft(Numbers.signed(sentence.value()), 10) + "  ";
                lines.append(Columns.line(
                        "%s%s",
                        start, Columns.shorten(VisibleText.line(sentence.text()), WIDTH - Columns.width(start))));
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    /** What words of both segments of a pair do together, as a table after an empty line; nothing without words. */
    static String interactions(Explanation explanation) {
        return InteractionTable.of(explanation).map(ConsoleText::table).orElse("");
    }

    private static String table(InteractionTable table) {
        StringBuilder text = new StringBuilder("\ninteractions by ").append(VisibleText.line(table.method()));
        text.append(": what two words do together beyond their parts\n");
        StringBuilder head = new StringBuilder(" ".repeat(WORD));
        for (String word : table.columns()) {
            head.append(Columns.padLeft(Columns.shorten(VisibleText.line(word), CELL - 1), CELL));
        }
        text.append(Columns.line("%s", head));
        for (int row = 0; row < table.rows().size(); row++) {
            String word = VisibleText.line(table.rows().get(row));
            StringBuilder line = new StringBuilder(Columns.pad(Columns.shorten(word, WORD), WORD));
            for (int column = 0; column < table.columns().size(); column++) {
                line.append(Columns.padLeft(Numbers.signed(table.value(row, column)), CELL));
            }
            text.append(Columns.line("%s", line));
        }
        return text.toString();
    }

    /** The nearest training texts of each layer; before them, if their strong words are known, those over all layers. */
    static String neighbors(Explanation explanation) {
        StringBuilder lines = new StringBuilder(MarkedText.isIn(explanation) ? nearest(explanation) : "");
        for (LayerNeighbors layer : explanation.neighbors()) {
            lines.append('\n').append(votes(explanation, layer)).append(distance(explanation, layer));
            layer.nearest().forEach(neighbor -> lines.append(neighbor(explanation, neighbor)));
        }
        return lines.toString();
    }

    private static String nearest(Explanation explanation) {
        StringBuilder lines =
                new StringBuilder("\nnearest over all layers; +words+ speak for the answer, -words- against it\n");
        for (NearText near : explanation.nearest()) {
            StringBuilder text = new StringBuilder();
            MarkedText.pieces(near, (kind, piece) -> {
                String sign = kind == MarkedText.Kind.PLAIN ? "" : kind == MarkedText.Kind.FOR ? "+" : "-";
                text.append(sign).append(piece).append(sign);
            });
            NeighborText found = near.neighbor();
            lines.append(neighbor(
                    explanation,
                    new NeighborText(
                            found.ordinal(), text.toString(), found.label(), found.distance(), found.proposed())));
        }
        return lines.toString();
    }

    private static String votes(Explanation explanation, LayerNeighbors layer) {
        String votes = VisibleText.line(new EvidenceWording(explanation).votes(layer.votes()));
        String doubt = LabelDoubt.among(layer).map(among -> "; " + among).orElse("");
        return Columns.line("%s: %s%s", VisibleText.line(layer.layer()), votes, doubt);
    }

    private static String distance(Explanation explanation, LayerNeighbors layer) {
        return OodWording.of(explanation)
                .flatMap(wording -> wording.layer(layer.layer()))
                .map(found -> Columns.line(
                        "the farthest is %s away, farther than for %s of held-out texts%s",
                        Numbers.distance(found.distance()),
                        OodWording.percentile(found),
                        found.inDistribution() ? "" : ": not supported"))
                .orElse("");
    }

    private static String neighbor(Explanation explanation, NeighborText neighbor) {
        int labelColumns = explanation.labelSet().names().stream()
                .mapToInt(label -> Columns.width(VisibleText.line(label)))
                .max()
                .orElse(0);
        String start = Columns.padLeft(Numbers.distance(neighbor.distance()), 10) + "  "
                + Columns.pad(name(explanation, neighbor.label()), labelColumns) + "  ";
        int left = Math.max(20, WIDTH - Columns.width(start));
        String line = Columns.line("%s%s", start, Columns.shorten(VisibleText.line(neighbor.text()), left));
        return LabelDoubt.of(explanation, neighbor)
                .map(doubt -> line + Columns.line("%s%s", " ".repeat(12), VisibleText.line(doubt)))
                .orElse(line);
    }
}
