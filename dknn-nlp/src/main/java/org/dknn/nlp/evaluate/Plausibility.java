package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Metrics of how well explanations match what people mark. They say whether an explanation convinces, not whether it tells what
 * the network does; {@link Faithfulness} does that.
 *
 * <p>None has a value for a text without human labels. An explanation that says nothing, with one value for all words, counts
 * as 0 or as chance, so that silence does not pay.
 */
public final class Plausibility {

    private Plausibility() {}

    /**
     * Spearman's rho between the saliency and the human labels, both signed by the explained label, in {@code [-1, 1]}. Needs
     * signed labels that differ; a constant saliency has 0.
     */
    public static ExplanationMetric spearman() {
        return metric("human Spearman", Plausibility::spearman);
    }

    private static OptionalDouble spearman(ExplainedText explained, HumanLabels labels) {
        Optional<double[]> human = labels.towards(explained.label());
        if (human.isEmpty() || RankCorrelation.isConstant(human.get())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(RankCorrelation.spearman(explained.saliency().values(), human.get()));
    }

    /**
     * Average precision of the absolute saliency for the words that people did not leave neutral, in {@code (0, 1]}; equal
     * values come in together, so a constant saliency has the share of those words. Without meaning where all words are of one
     * kind.
     */
    public static ExplanationMetric averagePrecision() {
        return metric("human AP", (explained, labels) -> {
            BitSet marked = marked(labels);
            if (marked.isEmpty() || marked.cardinality() == explained.size()) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(new PrecisionRecall(magnitudes(explained), marked).averagePrecision());
        });
    }

    /**
     * Whether the word of the largest absolute saliency is one that people did not leave neutral, 1 or 0; of several such words
     * the share that is, so a constant saliency has chance. Without meaning where all words are neutral.
     */
    public static ExplanationMetric topHit() {
        return metric("human top word", (explained, labels) -> {
            if (marked(labels).isEmpty()) {
                return OptionalDouble.empty();
            }
            double peak = explained.saliency().peak();
            double[] magnitudes = magnitudes(explained);
            return IntStream.range(0, magnitudes.length)
                    .filter(i -> magnitudes[i] == peak)
                    .mapToDouble(i -> labels.isMarked(i) ? 1 : 0)
                    .average();
        });
    }

    /**
     * Area under precision over recall, by trapezoids, of the saliency for the words that people say support the label, in
     * {@code (0, 1]}. Not the average precision, and kinder: a constant saliency would have (1 + share of those words) / 2 and
     * counts as that share here. Without meaning where no word supports the label.
     *
     * @see <a href="https://arxiv.org/abs/1911.03429">DeYoung et al. (2020), ERASER</a>
     */
    public static ExplanationMetric auprc() {
        return metric("AUPRC", (explained, labels) -> {
            BitSet supporting = supporting(labels, explained.label());
            if (supporting.isEmpty()) {
                return OptionalDouble.empty();
            }
            double[] values = explained.saliency().values();
            boolean isSilent = RankCorrelation.isConstant(values);
            return OptionalDouble.of(
                    isSilent
                            ? (double) supporting.cardinality() / explained.size()
                            : new PrecisionRecall(values, supporting).trapezoidArea());
        });
    }

    /** Share of the chosen words that support the label; see {@link #tokenF1}. 0 if none is chosen. */
    public static ExplanationMetric tokenPrecision(int words) {
        return overlap("token precision", words, WordOverlap::precision);
    }

    /** Share of the words that support the label that are chosen; see {@link #tokenF1}. */
    public static ExplanationMetric tokenRecall(int words) {
        return overlap("token recall", words, WordOverlap::recall);
    }

    /**
     * Harmonic mean of token precision and recall, of the most salient words, if above 0, against those that people say support
     * the label; the mean over texts is ERASER's macro-F1. Without meaning where no word supports the label.
     *
     * @param words how many are chosen at most, at least 1; 5 in ferret
     * @see <a href="https://arxiv.org/abs/2208.01575">Attanasio et al. (2023), ferret</a>
     */
    public static ExplanationMetric tokenF1(int words) {
        return overlap("token F1", words, WordOverlap::f1);
    }

    /** Words that are both chosen and support the label, as a share of those that are either: ferret's IoU of tokens. */
    public static ExplanationMetric tokenIou(int words) {
        return overlap("token IoU", words, WordOverlap::iou);
    }

    /**
     * Share of the chosen runs of words that overlap a run of supporting words by at least half of what both cover: the precision
     * of ERASER's "IOU F1", another measure than {@link #tokenIou}. For the macro-F1 take {@link SpanMatch#macroF1}.
     */
    public static ExplanationMetric spanPrecision(int words) {
        return spans("span precision", words, SpanMatch::precision);
    }

    /** Chosen runs of words that match, as {@link #spanPrecision} says, per run of supporting words. */
    public static ExplanationMetric spanRecall(int words) {
        return spans("span recall", words, SpanMatch::recall);
    }

    private static ExplanationMetric overlap(String name, int words, Function<WordOverlap, Double> formula) {
        return chosen(name, words, (chosen, supporting) -> formula.apply(new WordOverlap(chosen, supporting)));
    }

    private static ExplanationMetric spans(String name, int words, Function<SpanMatch, Double> formula) {
        return chosen(name, words, (chosen, supporting) -> formula.apply(SpanMatch.of(chosen, supporting)));
    }

    private static ExplanationMetric chosen(String name, int words, SetFormula formula) {
        if (words < 1) {
            throw new IllegalArgumentException("the number of chosen words must be at least 1, got " + words);
        }
        return metric(name + " of top " + words, (explained, labels) -> {
            BitSet supporting = supporting(labels, explained.label());
            if (supporting.isEmpty()) {
                return OptionalDouble.empty();
            }
            BitSet chosen = WordRanking.topPositive(explained.saliency().values(), words);
            return OptionalDouble.of(formula.value(chosen, supporting));
        });
    }

    private static ExplanationMetric metric(String name, LabelFormula formula) {
        return new SaliencyMetric(name, Direction.HIGHER_IS_BETTER, explained -> explained
                .text()
                .labels()
                .map(labels -> formula.value(explained, labels))
                .orElse(OptionalDouble.empty()));
    }

    private static BitSet marked(HumanLabels labels) {
        BitSet marked = new BitSet();
        IntStream.range(0, labels.size()).filter(labels::isMarked).forEach(marked::set);
        return marked;
    }

    private static BitSet supporting(HumanLabels labels, int label) {
        BitSet supporting = new BitSet();
        IntStream.range(0, labels.size())
                .filter(position -> labels.supports(position, label))
                .forEach(supporting::set);
        return supporting;
    }

    private static double[] magnitudes(ExplainedText explained) {
        return Arrays.stream(explained.saliency().values()).map(Math::abs).toArray();
    }

    /** A value of an explanation and human labels. */
    @FunctionalInterface
    private interface LabelFormula {

        OptionalDouble value(ExplainedText explained, HumanLabels labels);
    }

    /** A value of chosen words and those that support the label, of which there is at least one. */
    @FunctionalInterface
    private interface SetFormula {

        double value(BitSet chosen, BitSet supporting);
    }
}
