package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.dknn.HitRates;
import org.dknn.LabelSet;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.Mark;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.Verdict;
import org.dknn.nlp.text.Token;

/**
 * The JSON of an explanation: names and order of its properties. What follows from the rest, such as credibility, is written for
 * readers without this library, and not read back.
 */
@JsonPropertyOrder({
    "format",
    "version",
    "classes",
    "prediction",
    "verdict",
    "segments",
    "interactions",
    "neighbors",
    "nearest"
})
record ExplanationDocument(
        String format,
        int version,
        List<String> classes,
        PredictionDocument prediction,
        @AtMostOne List<VerdictDocument> verdict,
        List<SegmentDocument> segments,
        @AtMostOne List<InteractionsDocument> interactions,
        List<LayerDocument> neighbors,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<NearDocument> nearest) {

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
        nearest = List.copyOf(nearest);
        if (interactions.size() > 1) {
            throw new IllegalArgumentException(
                    "an explanation has its interactions at most once, got " + interactions.size());
        }
    }

    /** The JSON of what one layer finds similar. */
    @JsonPropertyOrder({"layer", "votes", "nearest"})
    record LayerDocument(String layer, List<Integer> votes, List<NeighborDocument> nearest) {

        LayerDocument {
            nearest = List.copyOf(nearest);
        }

        static LayerDocument of(LayerNeighbors layer) {
            return new LayerDocument(
                    layer.layer(),
                    ExplanationDocument.counts(layer.votes()),
                    layer.nearest().stream().map(NeighborDocument::of).toList());
        }

        LayerNeighbors toLayer() {
            return new LayerNeighbors(
                    layer,
                    ExplanationDocument.toVotes(votes),
                    nearest.stream().map(NeighborDocument::toText).toList());
        }
    }

    /** The JSON of a training text; the proposed label is there if its own is suspect. */
    @JsonPropertyOrder({"ordinal", "text", "label", "distance", "proposed"})
    record NeighborDocument(
            int ordinal,
            String text,
            int label,
            double distance,
            @AtMostOne List<Integer> proposed) {

        NeighborDocument {
            proposed = List.copyOf(proposed);
        }

        static NeighborDocument of(NeighborText text) {
            return new NeighborDocument(
                    text.ordinal(),
                    text.text(),
                    text.label(),
                    text.distance(),
                    ExplanationDocument.list(text.proposed()));
        }

        NeighborText toText() {
            return new NeighborText(ordinal, text, label, distance, ExplanationDocument.optional(proposed));
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
                explanation.neighbors().stream().map(LayerDocument::of).toList(),
                explanation.nearest().stream().map(NearDocument::of).toList());
    }

    /** The JSON of a training text that is near over all layers. */
    @JsonPropertyOrder({"ordinal", "text", "label", "distance", "layers", "proposed", "marks"})
    record NearDocument(
            int ordinal,
            String text,
            int label,
            double distance,
            List<Boolean> layers,
            @AtMostOne List<Integer> proposed,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
            List<MarkDocument> marks) {

        NearDocument {
            layers = List.copyOf(layers);
            proposed = List.copyOf(proposed);
            marks = List.copyOf(marks);
        }

        static NearDocument of(NearText near) {
            NeighborText text = near.neighbor();
            return new NearDocument(
                    text.ordinal(),
                    text.text(),
                    text.label(),
                    text.distance(),
                    near.isIn(),
                    ExplanationDocument.list(text.proposed()),
                    near.marks().stream().map(MarkDocument::of).toList());
        }

        NearText toText() {
            return new NearText(
                    new NeighborText(ordinal, text, label, distance, ExplanationDocument.optional(proposed)),
                    layers,
                    marks.stream().map(MarkDocument::toMark).toList());
        }
    }

    /** The JSON of a strong word of a training text. */
    @JsonPropertyOrder({"word", "start", "end", "value"})
    record MarkDocument(String word, int start, int end, double value) {

        static MarkDocument of(Mark mark) {
            Token token = mark.token();
            return new MarkDocument(token.word(), token.start(), token.end(), mark.value());
        }

        Mark toMark() {
            return new Mark(new Token(word, start, end), value);
        }
    }

    Explanation toExplanation() {
        Explanation read = new Explanation(
                segments.stream().map(SegmentDocument::toSegment).toList(),
                new LabelSet(classes),
                prediction.toSummary(),
                neighbors.stream().map(LayerDocument::toLayer).toList(),
                interactions.stream().findFirst().map(InteractionsDocument::toInteractions));
        return new Explanation(
                read.segments(),
                read.labelSet(),
                read.prediction(),
                read.neighbors(),
                read.interactions(),
                verdict.isEmpty() ? read.verdict() : verdict.get(0).toVerdict(),
                nearest.stream().map(NearDocument::toText).toList());
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

        Verdict toVerdict() {
            Optional<HitRates.Rate> rate =
                    right.isEmpty() ? Optional.empty() : Optional.of(new HitRates.Rate(right.get(0), texts.get(0)));
            return new Verdict(Verdict.State.of(state), label, reason, measured, rate);
        }
    }

    private static List<Integer> list(OptionalInt value) {
        return value.stream().boxed().toList();
    }

    private static OptionalInt optional(List<Integer> atMostOne) {
        if (atMostOne.size() > 1) {
            throw new IllegalArgumentException("a text has one proposed label at most, got " + atMostOne);
        }
        return atMostOne.stream().mapToInt(Integer::intValue).findFirst();
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
