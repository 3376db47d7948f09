package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.HitRates;
import org.dknn.LabelSet;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.Verdict;

/**
 * The JSON of an explanation: names and order of its properties. What follows from the rest, such as credibility, is written for
 * readers without this library, and not read back.
 */
@JsonPropertyOrder({"format", "version", "classes", "prediction", "verdict", "segments", "interactions", "neighbors"})
record ExplanationDocument(
        String format,
        int version,
        List<String> classes,
        PredictionDocument prediction,
        @AtMostOne List<VerdictDocument> verdict,
        List<SegmentDocument> segments,
        @AtMostOne List<InteractionsDocument> interactions,
        List<LayerDocument> neighbors) {

    static final String FORMAT = "dknn-explanation";
    static final int VERSION = 2;

    ExplanationDocument {
        classes = List.copyOf(classes);
        segments = List.copyOf(segments);
        interactions = List.copyOf(interactions);
        verdict = List.copyOf(verdict);
        if (verdict.size() > 1) {
            throw new IllegalArgumentException("an explanation has one verdict at most, got " + verdict.size());
        }
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
                List.of(VerdictDocument.of(explanation.verdict())),
                explanation.segments().stream().map(SegmentDocument::of).toList(),
                explanation.interactions().map(InteractionsDocument::of).stream()
                        .toList(),
                explanation.neighbors().stream().map(LayerDocument::of).toList());
    }

    Explanation toExplanation() {
        Explanation read = new Explanation(
                segments.stream().map(SegmentDocument::toSegment).toList(),
                new LabelSet(classes),
                prediction.toSummary(),
                neighbors.stream().map(LayerDocument::toLayer).toList(),
                interactions.stream().findFirst().map(InteractionsDocument::toInteractions));
        return verdict.isEmpty() ? read : verdict.get(0).in(read);
    }

    /** The JSON of whether to believe the explained label; files of earlier versions have none, and it is made anew. */
    @JsonPropertyOrder({"state", "label", "reason", "measured", "right", "texts"})
    record VerdictDocument(
            String state,
            int label,
            String reason,
            boolean measured,
            @AtMostOne List<Integer> right,
            @AtMostOne List<Integer> texts) {

        VerdictDocument {
            right = List.copyOf(right);
            texts = List.copyOf(texts);
            if (right.size() > 1 || right.size() != texts.size()) {
                throw new IllegalArgumentException(
                        "a verdict has right and texts together and once, or not, got " + right + " and " + texts);
            }
        }

        static VerdictDocument of(Verdict verdict) {
            return new VerdictDocument(
                    verdict.state().token(),
                    verdict.label(),
                    verdict.reason(),
                    verdict.isMeasured(),
                    verdict.rate().map(HitRates.Rate::right).stream().toList(),
                    verdict.rate().map(HitRates.Rate::texts).stream().toList());
        }

        /** The explanation with this verdict. */
        Explanation in(Explanation read) {
            Optional<HitRates.Rate> rate =
                    right.isEmpty() ? Optional.empty() : Optional.of(new HitRates.Rate(right.get(0), texts.get(0)));
            return new Explanation(
                    read.segments(),
                    read.labelSet(),
                    read.prediction(),
                    read.neighbors(),
                    read.interactions(),
                    new Verdict(Verdict.State.of(state), label, reason, measured, rate));
        }
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
