package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.LabelSet;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;

/**
 * The JSON of an explanation: names and order of its properties. What follows from the rest, such as credibility, is written for
 * readers without this library, and not read back.
 */
@JsonPropertyOrder({"format", "version", "classes", "prediction", "segments", "interactions", "neighbors"})
record ExplanationDocument(
        String format,
        int version,
        List<String> classes,
        PredictionDocument prediction,
        List<SegmentDocument> segments,
        @AtMostOne List<InteractionsDocument> interactions,
        List<LayerDocument> neighbors) {

    static final String FORMAT = "dknn-explanation";
    static final int VERSION = 2;

    ExplanationDocument {
        classes = List.copyOf(classes);
        segments = List.copyOf(segments);
        interactions = List.copyOf(interactions);
        neighbors = List.copyOf(neighbors);
        if (interactions.size() > 1) {
            throw new IllegalArgumentException(
                    "an explanation has its interactions at most once, got " + interactions.size());
        }
    }

    /** The JSON of what one layer finds similar. */
    @JsonPropertyOrder({"layer", "votes", "nearest"})
    record LayerDocument(String layer, List<Integer> votes, List<NeighborText> nearest) {

        static LayerDocument of(LayerNeighbors layer) {
            return new LayerDocument(layer.layer(), ExplanationDocument.counts(layer.votes()), layer.nearest());
        }

        LayerNeighbors toLayer() {
            return new LayerNeighbors(layer, ExplanationDocument.toVotes(votes), nearest);
        }
    }

    static ExplanationDocument of(Explanation explanation) {
        return new ExplanationDocument(
                FORMAT,
                VERSION,
                explanation.labelSet().names(),
                PredictionDocument.of(explanation.prediction()),
                explanation.segments().stream().map(SegmentDocument::of).toList(),
                explanation.interactions().map(InteractionsDocument::of).stream()
                        .toList(),
                explanation.neighbors().stream().map(LayerDocument::of).toList());
    }

    Explanation toExplanation() {
        return new Explanation(
                segments.stream().map(SegmentDocument::toSegment).toList(),
                new LabelSet(classes),
                prediction.toSummary(),
                neighbors.stream().map(LayerDocument::toLayer).toList(),
                interactions.stream().findFirst().map(InteractionsDocument::toInteractions));
    }

    /** Votes by label. */
    static List<Integer> counts(LabelVotes votes) {
        return IntStream.range(0, votes.labels()).mapToObj(votes::count).toList();
    }

    static LabelVotes toVotes(List<Integer> counts) {
        return LabelVotes.of(counts.stream().mapToInt(Integer::intValue).toArray());
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
