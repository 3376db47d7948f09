package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.ood.OodResult;

/** Headings, quotes and tables. */
record MarkdownRenderer() implements Renderer {

    private static final int FIRST_STRONG = Scale.STEPS / 2;

    @Override
    public String render(Explained explained) {
        MarkdownText text = new MarkdownText();
        text.raw("## ").text(explained.labelName()).raw("\n\n> ");
        if (explained.tokens().isEmpty() && explained.text().isBlank()) {
            text.raw("*(no words)*");
        } else {
            text.text(explained.text().strip());
        }
        text.raw("\n\n");
        verdict(text, explained);
        SupportWording.of(explained).ifPresent(wording -> support(text, wording));
        if (!explained.tokens().isEmpty()) {
            words(text, explained);
        }
        explained.neighbors().forEach(layer -> layer(text, explained, layer));
        return text.toString();
    }

    private static void verdict(MarkdownText text, Explained explained) {
        PredictionSummary verdict = explained.verdict();
        int networkLabel = verdict.networkLabel();
        text.raw("| credibility | confidence | conformity | network |\n|--:|--:|--:|---|\n");
        text.number(Numbers.share(verdict.credibility()))
                .number(Numbers.share(verdict.confidence()))
                .number(Numbers.share(verdict.conformity(explained.label())))
                .cell(explained.labelSet().name(networkLabel))
                .raw(Numbers.share(verdict.probability(networkLabel)) + " |\n\n");
    }

    private static void support(MarkdownText text, SupportWording wording) {
        text.raw("**" + wording.answer() + "**").text(wording.reason()).raw("\n\n");
        text.raw("| layer | distance | farther than | supported |\n|---|--:|--:|---|\n");
        for (OodResult.Layer layer : wording.support().layers()) {
            text.cell(layer.name())
                    .number(Numbers.distance(layer.distance()))
                    .number(SupportWording.percentile(layer) + " of held-out texts")
                    .raw(layer.isSupported() ? "| yes |\n" : "| **no** |\n");
        }
        text.raw("\n");
    }

    private static void words(MarkdownText text, Explained explained) {
        ColorScales scales = ColorScales.of(explained);
        text.cell("word");
        for (Attributions saliency : explained.saliencies()) {
            text.cell(MethodName.of(explained, saliency)).raw("up to " + Numbers.limit(scales.of(saliency)) + " ");
        }
        text.raw("|\n|---").raw("|--:".repeat(explained.saliencies().size())).raw("|\n");
        for (int position = 0; position < explained.tokens().size(); position++) {
            text.cell(explained.tokens().get(position).word());
            for (Attributions saliency : explained.saliencies()) {
                WordValue value = new WordValue(saliency, position);
                String mark = Math.abs(scales.of(saliency).step(value.drawn())) >= FIRST_STRONG ? "**" : "";
                text.number(mark + value.text() + mark);
            }
            text.raw("|\n");
        }
        text.raw("\n");
    }

    private static void layer(MarkdownText text, Explained explained, LayerNeighbors layer) {
        List<String> votes = new ArrayList<>();
        for (int label = 0; label < layer.votes().labels(); label++) {
            if (layer.votes().count(label) > 0) {
                votes.add(
                        layer.votes().count(label) + " " + explained.labelSet().name(label));
            }
        }
        text.raw("### ")
                .text(layer.layer())
                .raw(": ")
                .text(String.join(", ", votes))
                .raw("\n\n");
        if (layer.nearest().isEmpty()) {
            return;
        }
        text.raw("| distance | label | training text |\n|--:|---|---|\n");
        for (NeighborText near : layer.nearest()) {
            text.number(Numbers.distance(near.distance()))
                    .cell(explained.labelSet().name(near.label()))
                    .cell(near.text())
                    .raw("|\n");
        }
        text.raw("\n");
    }
}
