package org.dknn.nlp.render;

import java.util.List;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.MarkdownText;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.ood.OodResult;

/** Headings, quotes and tables. */
record MarkdownRenderer() implements Renderer {

    private static final int FIRST_STRONG = Scale.STEPS / 2;

    @Override
    public String render(Explanation explanation) {
        MarkdownText text = new MarkdownText();
        for (String notice : Notices.of(explanation)) {
            text.raw("**Note:** ").text(notice).raw("\n\n");
        }
        text.raw("## ")
                .text(explanation.labelSet().nameInText(explanation.label()))
                .raw("\n\n");
        if (!explanation.isPair()) {
            quote(text, explanation.segments().get(0));
        }
        text.raw("**Verdict:** ").text(VerdictWording.of(explanation)).raw("\n\n");
        prediction(text, explanation);
        OodWording.of(explanation).ifPresent(wording -> ood(text, wording));
        ColorScales scales = ColorScales.of(explanation);
        for (Segment segment : explanation.segments()) {
            if (explanation.isPair()) {
                quote(text.raw("### ").text(segment.name()).raw("\n\n"), segment);
            }
            if (StrongSentence.isFirst(segment)) {
                sentences(text, explanation, segment);
            }
            if (!segment.tokens().isEmpty()) {
                words(text, explanation, segment, scales);
            }
        }
        InteractionTable.of(explanation).ifPresent(table -> interactions(text, table));
        if (MarkedText.isIn(explanation)) {
            nearest(text, explanation);
        }
        explanation.neighbors().forEach(layer -> layer(text, explanation, layer));
        return text.toString();
    }

    private static void quote(MarkdownText text, Segment segment) {
        text.raw("> ");
        if (segment.tokens().isEmpty() && segment.text().isBlank()) {
            text.raw("*(no words)*");
        } else {
            text.text(segment.text().strip());
        }
        text.raw("\n\n");
    }

    private static void prediction(MarkdownText text, Explanation explanation) {
        PredictionSummary prediction = explanation.prediction();
        int networkLabel = prediction.networkLabel();
        text.raw("| credibility | confidence | conformity | network |\n|--:|--:|--:|---|\n");
        text.number(GroupWording.credibility(prediction))
                .number(Numbers.share(prediction.confidence()))
                .number(Numbers.share(prediction.conformity(explanation.label())))
                .cell(explanation.labelSet().nameInText(networkLabel))
                .raw(Numbers.share(prediction.probability(networkLabel)) + " |\n\n");
    }

    private static void ood(MarkdownText text, OodWording wording) {
        text.raw("**" + wording.answer() + "**").text(wording.reason()).raw("\n\n");
        text.raw("| layer | distance | farther than | supported |\n|---|--:|--:|---|\n");
        for (OodResult.Layer layer : wording.ood().layers()) {
            text.cell(layer.name())
                    .number(Numbers.distance(layer.distance()))
                    .number(OodWording.percentile(layer) + " of held-out texts")
                    .raw(layer.inDistribution() ? "| yes |\n" : "| **no** |\n");
        }
        text.raw("\n");
    }

    private static void words(MarkdownText text, Explanation explanation, Segment segment, ColorScales scales) {
        text.cell("word");
        for (Attributions values : segment.attributions()) {
            text.cell(MethodName.of(explanation, values))
                    .raw(WordValue.noWordMatters(values)
                                    .orElseGet(
                                            () -> "up to " + scales.of(values).text()) + " ");
        }
        text.raw("|\n|---").raw("|--:".repeat(segment.attributions().size())).raw("|\n");
        List<Integer> shown = StrongSentence.words(segment);
        for (int position : shown) {
            text.cell(segment.tokens().get(position).word());
            for (Attributions values : segment.attributions()) {
                WordValue value = new WordValue(values, position);
                String mark = Math.abs(scales.of(values).step(value.drawn())) >= FIRST_STRONG ? "**" : "";
                text.number(mark + value.text() + mark);
            }
            text.raw("|\n");
        }
        text.raw("\n");
        StrongSentence.left(segment, shown.size())
                .ifPresent(left -> text.raw("*").text(left).raw("*\n\n"));
    }

    private static void sentences(MarkdownText text, Explanation explanation, Segment segment) {
        for (Attributions values : segment.attributions()) {
            text.cell(MethodName.of(explanation, values))
                    .cell("strongest of " + segment.sentences().size() + " sentences")
                    .raw("|\n|--:|---|\n");
            for (StrongSentence sentence : StrongSentence.of(segment, values)) {
                text.number(Numbers.signed(sentence.value()))
                        .cell(sentence.text())
                        .raw("|\n");
            }
            text.raw("\n");
        }
    }

    private static void interactions(MarkdownText text, InteractionTable table) {
        text.raw("### interactions by ")
                .text(table.method())
                .raw("\n\nWhat two words do together beyond their parts:\n\n");
        text.cell("");
        table.columns().forEach(text::cell);
        text.raw("|\n|---").raw("|--:".repeat(table.columns().size())).raw("|\n");
        for (int row = 0; row < table.rows().size(); row++) {
            text.cell(table.rows().get(row));
            for (int column = 0; column < table.columns().size(); column++) {
                text.number(Numbers.signed(table.value(row, column)));
            }
            text.raw("|\n");
        }
        text.raw("\n");
    }

    private static void nearest(MarkdownText text, Explanation explanation) {
        text.raw("### nearest over all layers\n\n")
                .raw("**Bold** words speak for the answer, *slanted* ones against it.\n\n")
                .raw("| distance | label | training text |\n|--:|---|---|\n");
        for (NearText near : explanation.nearest()) {
            text.number(Numbers.distance(near.neighbor().distance()))
                    .cell(explanation.labelSet().name(near.neighbor().label()))
                    .raw("| ");
            MarkedText.pieces(near, (kind, piece) -> marked(text, kind, piece));
            text.text(doubt(explanation, near.neighbor())).raw(" |\n");
        }
        text.raw("\n");
    }

    /** In brackets; empty for a text whose label is not suspect. */
    private static String doubt(Explanation explanation, NeighborText near) {
        return LabelDoubt.of(explanation, near).map(doubt -> " (" + doubt + ")").orElse("");
    }

    /** What is no word at its ends could not be told from the stars. */
    private static void marked(MarkdownText text, MarkedText.Kind kind, String piece) {
        boolean isWord = !piece.isEmpty()
                && Character.isLetterOrDigit(piece.codePointAt(0))
                && Character.isLetterOrDigit(piece.codePointBefore(piece.length()));
        String mark = kind == MarkedText.Kind.PLAIN || !isWord ? "" : kind == MarkedText.Kind.FOR ? "**" : "*";
        text.raw(mark).text(piece).raw(mark);
    }

    private static void layer(MarkdownText text, Explanation explanation, LayerNeighbors layer) {
        text.raw("### ")
                .text(layer.layer())
                .raw(": ")
                .text(new EvidenceWording(explanation).votes(layer.votes()))
                .raw("\n\n");
        if (layer.nearest().isEmpty()) {
            return;
        }
        text.raw("| distance | label | training text |\n|--:|---|---|\n");
        for (NeighborText near : layer.nearest()) {
            text.number(Numbers.distance(near.distance()))
                    .cell(explanation.labelSet().name(near.label()))
                    .cell(near.text() + doubt(explanation, near))
                    .raw("|\n");
        }
        text.raw("\n");
    }
}
