package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.conformal.PValues;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.ood.OodResult;

/** The JSON of a prediction; lists are by label. */
@JsonPropertyOrder({
    "label",
    "pValues",
    "calibrationExamples",
    "votes",
    "probabilities",
    "credibility",
    "confidence",
    "conformity",
    "ood"
})
record PredictionDocument(
        int label,
        List<Double> pValues,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Integer> calibrationExamples,

        List<Integer> votes,
        List<Double> probabilities,
        @AtMostOne List<OodDocument> ood) {

    PredictionDocument {
        calibrationExamples = List.copyOf(calibrationExamples);
        ood = List.copyOf(ood);
        if (ood.size() > 1) {
            throw new IllegalArgumentException("a prediction has at most one result of ood, got " + ood.size());
        }
    }

    static PredictionDocument of(PredictionSummary prediction) {
        return new PredictionDocument(
                prediction.label(),
                IntStream.range(0, prediction.labels())
                        .mapToObj(prediction.pValues()::value)
                        .toList(),
                groupSizes(prediction.pValues()),
                ExplanationDocument.counts(prediction.votes()),
                prediction.probabilities(),
                prediction.ood().map(OodDocument::of).stream().toList());
    }

    PredictionSummary toSummary() {
        return new PredictionSummary(
                label,
                toPValues(),
                ExplanationDocument.toVotes(votes),
                probabilities,
                ood.stream().findFirst().map(OodDocument::toResult));
    }

    /** By label; empty if they are not known. */
    private static List<Integer> groupSizes(PValues pValues) {
        List<Integer> sizes = IntStream.range(0, pValues.labels())
                .mapToObj(pValues::groupSize)
                .toList();
        return sizes.stream().allMatch(size -> size == 0) ? List.of() : sizes;
    }

    private PValues toPValues() {
        PValues values = PValues.copyOf(ExplanationDocument.array(pValues));
        return calibrationExamples.isEmpty()
                ? values
                : values.withGroupSizes(
                        calibrationExamples.stream().mapToInt(Integer::intValue).toArray());
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    double credibility() {
        return toSummary().credibility();
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    double confidence() {
        return toSummary().confidence();
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    List<Double> conformity() {
        PredictionSummary summary = toSummary();
        return IntStream.range(0, summary.labels())
                .mapToObj(summary::conformity)
                .toList();
    }

    /** The JSON of whether an input is out-of-distribution. */
    @JsonPropertyOrder({"inDistribution", "pValue", "layers", "parts", "oodFrom", "reasons"})
    record OodDocument(
            boolean inDistribution,
            double pValue,
            List<OodLayerDocument> layers,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
            List<OodPartDocument> parts) {

        OodDocument {
            layers = List.copyOf(layers);
            parts = List.copyOf(parts);
            requireShare(pValue);
        }

        static OodDocument of(OodResult result) {
            return new OodDocument(
                    result.inDistribution(),
                    result.pValue(),
                    result.layers().stream().map(OodLayerDocument::of).toList(),
                    result.parts().stream().map(OodPartDocument::of).toList());
        }

        OodResult toResult() {
            return new OodResult(
                    inDistribution,
                    pValue,
                    layers.stream().map(OodLayerDocument::toLayer).toList(),
                    parts.stream().map(OodPartDocument::toPart).toList());
        }

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        List<String> reasons() {
            return toResult().reasons();
        }

        @AtMostOne
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        List<String> oodFrom() {
            return toResult().oodFrom().map(OodResult.Layer::name).stream().toList();
        }
    }

    /** The JSON of the same in one layer. */
    @JsonPropertyOrder({"name", "distance", "pValue", "inDistribution"})
    record OodLayerDocument(String name, double distance, double pValue, boolean inDistribution) {

        OodLayerDocument {
            requireShare(pValue);
            if (!Double.isFinite(distance)) {
                throw new IllegalArgumentException(
                        "the distance in layer " + name + " must be finite, got " + distance);
            }
        }

        static OodLayerDocument of(OodResult.Layer layer) {
            return new OodLayerDocument(layer.name(), layer.distance(), layer.pValue(), layer.inDistribution());
        }

        OodResult.Layer toLayer() {
            return new OodResult.Layer(name, distance, pValue, inDistribution);
        }
    }

    /** The JSON of what one score says. */
    @JsonPropertyOrder({"name", "score", "pValue", "share", "reason"})
    record OodPartDocument(String name, double score, double pValue, double share, String reason) {

        OodPartDocument {
            requireShare(pValue);
            if (!Double.isFinite(score) || !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("the score of " + name
                        + " must be finite and its share in [0, 1], got " + score + " and " + share);
            }
        }

        static OodPartDocument of(OodResult.Part part) {
            return new OodPartDocument(part.name(), part.score(), part.pValue(), part.share(), part.reason());
        }

        OodResult.Part toPart() {
            return new OodResult.Part(name, score, pValue, share, reason);
        }
    }

    private static void requireShare(double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-values must be in [0, 1], got " + pValue);
        }
    }
}
