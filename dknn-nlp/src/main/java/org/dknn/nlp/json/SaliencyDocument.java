package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.OptionalInt;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Interval;
import org.dknn.nlp.attribution.Target;

/** The JSON of a saliency; values and intervals are one a token. */
@JsonPropertyOrder({"method", "label", "rival", "values", "intervals"})
record SaliencyDocument(
        String method,
        int label,
        @AtMostOne List<Integer> rival,
        List<Double> values,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Interval> intervals) {

    SaliencyDocument {
        rival = List.copyOf(rival);
        intervals = List.copyOf(intervals);
        if (rival.size() > 1) {
            throw new IllegalArgumentException("a saliency has one rival at most, got " + rival);
        }
    }

    static SaliencyDocument of(Attributions saliency) {
        return new SaliencyDocument(
                saliency.method(),
                saliency.label(),
                saliency.target().rival().stream().boxed().toList(),
                Numbers.list(saliency.values()),
                saliency.intervals());
    }

    Attributions toSaliency() {
        OptionalInt other = rival.stream().mapToInt(Integer::intValue).findFirst();
        Attributions saliency = Attributions.of(method, new Target(label, other), Numbers.array(values));
        return intervals.isEmpty() ? saliency : saliency.withIntervals(intervals);
    }
}
