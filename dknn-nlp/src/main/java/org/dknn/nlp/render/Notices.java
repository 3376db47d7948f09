package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Numbers;

/** Sentences that a reader must see before anything else of an explanation. */
final class Notices {

    /** Words that are named one by one; the others are counted. */
    private static final int NAMED = 5;

    private Notices() {}

    /** That network and neighbors differ, and that words were not seen, or not explained in time; most often none. */
    static List<String> of(Explanation explanation) {
        List<String> notices = new ArrayList<>();
        if (explanation.prediction().networkLabel() != explanation.label()) {
            notices.add(difference(explanation));
        }
        for (Segment segment : explanation.segments()) {
            if (!segment.unseen().isEmpty()) {
                notices.add(unseen(explanation, segment));
            }
            segment.attributions().stream()
                    .filter(values -> !values.unfinished().isEmpty())
                    .forEach(values -> notices.add(unfinished(explanation, segment, values)));
        }
        return notices;
    }

    private static String difference(Explanation explanation) {
        PredictionSummary prediction = explanation.prediction();
        int network = prediction.networkLabel();
        String explained = explanation.segments().get(0).attributions().stream()
                .map(values -> values.target())
                .distinct()
                .map(target -> MethodName.target(explanation, target))
                .collect(Collectors.joining(", "));
        return "The network says " + explanation.labelSet().nameInText(network) + " ("
                + Numbers.share(prediction.probability(network)) + "), its neighbors "
                + explanation.labelSet().nameInText(explanation.label()) + " (p-value "
                + Numbers.share(prediction.pValues().value(explanation.label())) + "). Explained: " + explained + ".";
    }

    private static String unfinished(Explanation explanation, Segment segment, Attributions values) {
        return "The time was over before " + values.unfinished().size() + " of "
                + segment.tokens().size() + (segment.tokens().size() == 1 ? " word" : " words")
                + where(explanation, segment) + " had a final value"
                + (segment.attributions().size() == 1 ? "" : " by " + values.method()) + ": "
                + named(segment, values.unfinished()) + ".";
    }

    private static String unseen(Explanation explanation, Segment segment) {
        return "The network did not see " + segment.unseen().size() + " of "
                + segment.tokens().size() + (segment.tokens().size() == 1 ? " word" : " words")
                + where(explanation, segment) + ": " + named(segment, segment.unseen()) + ".";
    }

    private static String where(Explanation explanation, Segment segment) {
        return explanation.isPair() ? " of the " + segment.name() : "";
    }

    private static String named(Segment segment, List<Integer> positions) {
        String named = positions.stream()
                .limit(NAMED)
                .map(position -> segment.words().get(position))
                .collect(Collectors.joining(", "));
        return positions.size() > NAMED ? named + ", and " + (positions.size() - NAMED) + " more" : named;
    }
}
