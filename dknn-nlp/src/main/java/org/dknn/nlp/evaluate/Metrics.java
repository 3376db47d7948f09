package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.stream.Stream;

/** The metrics that a table has if nothing else is said, with their usual settings. A new metric is registered here. */
public final class Metrics {

    /** Words that a hard explanation has at most, as in ferret. */
    private static final int CHOSEN_WORDS = 5;

    private static final double SHARE = 0.2;

    private static final int SAMPLES = 10;

    private Metrics() {}

    /** Every metric below; {@link Sensitivity}, which needs words to put in and explains many more texts, is not among them. */
    public static List<ExplanationMetric> all() {
        return Stream.of(faithfulness(), plausibility(), sparseness())
                .flatMap(List::stream)
                .toList();
    }

    /** Whether explanations tell what the model does, by the network's own probability and by deleting words. */
    public static List<ExplanationMetric> faithfulness() {
        return faithfulness(Faithfulness.ofProbability());
    }

    /** The same metrics of another score or with another removal; with the above in one table the names would collide. */
    public static List<ExplanationMetric> faithfulness(Faithfulness faithfulness) {
        return List.of(
                faithfulness.comprehensiveness(SHARE),
                faithfulness.sufficiency(SHARE),
                faithfulness.eraserComprehensiveness(),
                faithfulness.eraserSufficiency(),
                faithfulness.ferretComprehensiveness(),
                faithfulness.ferretSufficiency(),
                faithfulness.logOdds(SHARE),
                faithfulness.deletionArea(),
                faithfulness.insertionArea(),
                faithfulness.kendallLeaveOneOut(),
                faithfulness.spearmanLeaveOneOut(),
                faithfulness.monotonicity(),
                faithfulness.infidelity(SAMPLES, 0));
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
