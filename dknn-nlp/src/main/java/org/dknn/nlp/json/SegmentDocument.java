package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Attributions.Interval;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.text.Token;

/** The JSON of a segment: a text, or one side of a pair. */
@JsonPropertyOrder({"name", "text", "tokens", "attributions", "sentences", "unseen", "without"})
record SegmentDocument(
        String name,
        String text,
        List<Token> tokens,
        List<AttributionsDocument> attributions,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Integer> unseen,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Integer> without) {

    SegmentDocument {
        tokens = List.copyOf(tokens);
        attributions = List.copyOf(attributions);
        unseen = List.copyOf(unseen);
        without = List.copyOf(without);
    }

    /** Sums of the values of the sentences, by method; absent for texts of few sentences. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    List<SentenceDocument> sentences() {
        List<FeatureGroup> found = FeatureGroups.sentences()
                .groups(tokens.stream().map(Token::word).toList());
        return found.size() <= Segment.FEW_SENTENCES
                ? List.of()
                : found.stream()
                        .map(sentence -> SentenceDocument.of(sentence.positions(), attributions))
                        .toList();
    }

    /** The JSON of a sentence: its first word, the word behind its last one, and the sum of its words by each method. */
    @JsonPropertyOrder({"start", "end", "values"})
    record SentenceDocument(int start, int end, List<Double> values) {

        SentenceDocument {
            values = List.copyOf(values);
        }

        static SentenceDocument of(List<Integer> positions, List<AttributionsDocument> attributions) {
            return new SentenceDocument(
                    positions.get(0),
                    positions.get(positions.size() - 1) + 1,
                    attributions.stream()
                            .map(method -> positions.stream()
                                    .mapToDouble(position -> method.values().get(position))
                                    .sum())
                            .toList());
        }
    }

    static SegmentDocument of(Segment segment) {
        return new SegmentDocument(
                segment.name(),
                segment.text(),
                segment.tokens(),
                segment.attributions().stream().map(AttributionsDocument::of).toList(),
                segment.unseen(),
                segment.without());
    }

    Segment toSegment() {
        return new Segment(
                name,
                text,
                tokens,
                attributions.stream().map(AttributionsDocument::toAttributions).toList(),
                unseen,
                without);
    }

    /** The JSON of the values of one method; values and intervals are one per token. */
    @JsonPropertyOrder({"method", "label", "rival", "values", "intervals", "limits", "anyWordMatters", "unfinished"})
    record AttributionsDocument(
            String method,
            int label,
            @AtMostOne List<Integer> rival,
            List<Double> values,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
            List<Interval> intervals,

            @AtMostOne List<LimitsDocument> limits,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
            List<Integer> unfinished) {

        AttributionsDocument {
            unfinished = List.copyOf(unfinished);
            limits = List.copyOf(limits);
            if (limits.size() > 1) {
                throw new IllegalArgumentException("attributions have limits at most once, got " + limits.size());
            }
            rival = List.copyOf(rival);
            intervals = List.copyOf(intervals);
            if (rival.size() > 1) {
                throw new IllegalArgumentException("attributions have one rival at most, got " + rival);
            }
        }

        static AttributionsDocument of(Attributions attributions) {
            return new AttributionsDocument(
                    attributions.method(),
                    attributions.label(),
                    attributions.target().rival().stream().boxed().toList(),
                    Arrays.stream(attributions.values()).boxed().toList(),
                    attributions.intervals(),
                    attributions.limits().map(LimitsDocument::of).stream().toList(),
                    attributions.unfinished());
        }

        /** Whether a value is larger than the noise; absent without limits. */
        @AtMostOne
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        List<Boolean> anyWordMatters() {
            double noise = limits.isEmpty() ? 0 : limits.get(0).noise();
            return limits.isEmpty() ? List.of() : List.of(values.stream().anyMatch(value -> Math.abs(value) > noise));
        }

        Attributions toAttributions() {
            OptionalInt other = rival.stream().mapToInt(Integer::intValue).findFirst();
            Attributions plain = Attributions.of(method, new Target(label, other), ExplanationDocument.array(values))
                    .withUnfinished(unfinished);
            Attributions bounded = intervals.isEmpty() ? plain : plain.withIntervals(intervals);
            return limits.isEmpty() ? bounded : bounded.withLimits(limits.get(0).toRange());
        }
    }

    /** The JSON of the limits of a method. */
    @JsonPropertyOrder({"noise", "strong"})
    record LimitsDocument(double noise, double strong) {

        static LimitsDocument of(ValueLimits.Range range) {
            return new LimitsDocument(range.noise(), range.strong());
        }

        ValueLimits.Range toRange() {
            return new ValueLimits.Range(noise, strong);
        }
    }
}
