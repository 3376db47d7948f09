package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.dknn.LabelSet;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.ExplainedPair;
import org.dknn.nlp.explain.ExplanationRecord;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.PairExplanationRecord;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.json.ExplanationDocument.LayerDocument;
import org.dknn.nlp.text.Token;

/** The JSON of an explanation of a pair: what both sides have in common is written once. */
@JsonPropertyOrder({"format", "version", "labels", "verdict", "premise", "hypothesis", "interactions", "layers"})
record PairDocument(
        String format,
        int version,
        List<String> labels,
        VerdictDocument verdict,
        SideDocument premise,
        SideDocument hypothesis,
        @AtMostOne List<InteractionsDocument> interactions,
        List<LayerDocument> layers) {

    static final String FORMAT = "dknn-pair-explanation";
    static final int VERSION = 1;

    PairDocument {
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("format must be " + FORMAT + ", got " + format);
        }
        if (version != VERSION) {
            throw new IllegalArgumentException("version must be " + VERSION + ", got " + version);
        }
        labels = List.copyOf(labels);
        interactions = List.copyOf(interactions);
        layers = List.copyOf(layers);
        if (interactions.size() > 1) {
            throw new IllegalArgumentException("a pair has its interactions once at most, got " + interactions.size());
        }
    }

    /** One side of the pair. */
    @JsonPropertyOrder({"text", "tokens", "saliencies"})
    record SideDocument(String text, List<Token> tokens, List<SaliencyDocument> saliencies) {

        SideDocument {
            tokens = List.copyOf(tokens);
            saliencies = List.copyOf(saliencies);
        }

        static SideDocument of(Explained side) {
            return new SideDocument(
                    side.text(),
                    side.tokens(),
                    side.saliencies().stream().map(SaliencyDocument::of).toList());
        }

        ExplanationRecord toRecord(LabelSet labels, PredictionSummary verdict, List<LayerNeighbors> layers) {
            return new ExplanationRecord(
                    text,
                    tokens,
                    labels,
                    verdict,
                    saliencies.stream().map(SaliencyDocument::toSaliency).toList(),
                    layers);
        }
    }

    static PairDocument of(ExplainedPair pair) {
        return new PairDocument(
                FORMAT,
                VERSION,
                pair.labelSet().names(),
                VerdictDocument.of(pair.verdict()),
                SideDocument.of(pair.premise()),
                SideDocument.of(pair.hypothesis()),
                pair.interactions().map(InteractionsDocument::of).stream().toList(),
                pair.neighbors().stream().map(LayerDocument::of).toList());
    }

    PairExplanationRecord toRecord() {
        LabelSet classes = new LabelSet(labels);
        PredictionSummary both = verdict.toVerdict();
        List<LayerNeighbors> neighbors =
                layers.stream().map(LayerDocument::toLayer).toList();
        return new PairExplanationRecord(
                premise.toRecord(classes, both, neighbors),
                hypothesis.toRecord(classes, both, neighbors),
                interactions.stream().findFirst().map(InteractionsDocument::toInteractions));
    }
}
