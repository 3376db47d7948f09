package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.stream.Stream;

/** The metrics that a table has if nothing else is said, with their usual settings. A new metric is registered here. */
public final class Metrics {

    /** Words that a hard explanation has at most, as in ferret. */
    private static final int CHOSEN_WORDS = 5;

    private Metrics() {}

    /** Every metric below. */
    public static List<ExplanationMetric> all() {
        return Stream.of(plausibility(), sparseness()).flatMap(List::stream).toList();
    }

    /** How well explanations match what people mark; needs {@link HumanLabels}. */
    public static List<ExplanationMetric> plausibility() {
        return List.of(
                Plausibility.spearman(),
                Plausibility.averagePrecision(),
                Plausibility.topHit(),
                Plausibility.auprc(),
                Plausibility.tokenPrecision(CHOSEN_WORDS),
                Plausibility.tokenRecall(CHOSEN_WORDS),
                Plausibility.tokenF1(CHOSEN_WORDS),
                Plausibility.tokenIou(CHOSEN_WORDS),
                Plausibility.spanPrecision(CHOSEN_WORDS),
                Plausibility.spanRecall(CHOSEN_WORDS));
    }

    /** How few words explanations point at. */
    public static List<ExplanationMetric> sparseness() {
        return List.of(Sparseness.gini(), Sparseness.entropy(), Sparseness.emptiness());
    }
}
