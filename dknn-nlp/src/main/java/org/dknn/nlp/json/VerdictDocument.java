package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.nlp.explain.PredictionSummary;

/** The JSON of a verdict; lists are by label. */
@JsonPropertyOrder({"label", "pValues", "votes", "probabilities", "credibility", "confidence", "conformity", "support"})
record VerdictDocument(
        int label,
        List<Double> pValues,
        List<Integer> votes,
        List<Double> probabilities,
        @AtMostOne List<SupportDocument> support) {

    VerdictDocument {
        support = List.copyOf(support);
        if (support.size() > 1) {
            throw new IllegalArgumentException("a verdict has one support at most, got " + support.size());
        }
    }

    static VerdictDocument of(PredictionSummary verdict) {
        return new VerdictDocument(
                verdict.label(),
                Numbers.list(verdict.pValues()),
                Numbers.counts(verdict.votes()),
                verdict.probabilities(),
                verdict.support().map(SupportDocument::of).stream().toList());
    }

    PredictionSummary toVerdict() {
        return new PredictionSummary(
                label,
                PValues.copyOf(Numbers.array(pValues)),
                LabelVotes.of(Numbers.ints(votes)),
                probabilities,
                support.stream().findFirst().map(SupportDocument::toSupport));
    }

    /** For readers without this library; not read back. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    double credibility() {
        return toVerdict().credibility();
    }

    /** For readers without this library; not read back. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    double confidence() {
        return toVerdict().confidence();
    }

    /** For readers without this library; not read back. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    List<Double> conformity() {
        PredictionSummary verdict = toVerdict();
        return IntStream.range(0, verdict.labels())
                .mapToObj(verdict::conformity)
                .toList();
    }
}
