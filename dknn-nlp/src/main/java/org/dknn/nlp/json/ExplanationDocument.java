package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.dknn.LabelSet;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.ExplanationRecord;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;
import org.dknn.nlp.text.Token;

/**
 * The JSON of an explanation: names and order of its properties. Credibility, confidence and conformity, which follow from the
 * rest, are written for those who read without this library.
 */
@JsonPropertyOrder({"format", "version", "text", "tokens", "labels", "verdict", "saliencies", "layers"})
record ExplanationDocument(
        String format,
        int version,
        String text,
        List<Token> tokens,
        List<String> labels,
        VerdictDocument verdict,
        List<SaliencyDocument> saliencies,
        List<LayerDocument> layers) {

    static final String FORMAT = "dknn-explanation";
    static final int VERSION = 1;

    ExplanationDocument {
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("format must be " + FORMAT + ", got " + format);
        }
        if (version != VERSION) {
            throw new IllegalArgumentException("version must be " + VERSION + ", got " + version);
        }
        tokens = List.copyOf(tokens);
        labels = List.copyOf(labels);
        saliencies = List.copyOf(saliencies);
        layers = List.copyOf(layers);
    }

    record LayerDocument(@JsonProperty("name") String layer, List<Integer> votes, List<NeighborText> neighbors) {

        static LayerDocument of(LayerNeighbors layer) {
            return new LayerDocument(layer.layer(), Numbers.counts(layer.votes()), layer.nearest());
        }

        LayerNeighbors toLayer() {
            return new LayerNeighbors(layer, LabelVotes.of(Numbers.ints(votes)), neighbors);
        }
    }

    static ExplanationDocument of(Explained explained) {
        return new ExplanationDocument(
                FORMAT,
                VERSION,
                explained.text(),
                explained.tokens(),
                explained.labelSet().names(),
                VerdictDocument.of(explained.verdict()),
                explained.saliencies().stream().map(SaliencyDocument::of).toList(),
                explained.neighbors().stream().map(LayerDocument::of).toList());
    }

    ExplanationRecord toRecord() {
        return new ExplanationRecord(
                text,
                tokens,
                new LabelSet(labels),
                verdict.toVerdict(),
                saliencies.stream().map(SaliencyDocument::toSaliency).toList(),
                layers.stream().map(LayerDocument::toLayer).toList());
    }
}
