package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
import org.dknn.nlp.evaluate.ExplanationMetric.Direction;

/**
 * Metrics of how well explanations match what people mark. They judge whether an explanation convinces, not whether it tells what the
 * network does; {@link Faithfulness} does that.
 *
 * <p>None is defined for a text without human labels. A constant explanation counts as 0 or as chance, so it gains nothing.
 */
public final class Plausibility {

    /** Number of words that an explanation marks at most in {@link #all}, as in ferret. */
    private static final int CHOSEN_WORDS = 5;

    private Plausibility() {}

    /** Every metric below with its usual settings; needs {@link HumanLabels}. */
    public static List<ExplanationMetric> all() {
        return List.of(
                spearman(),
                averagePrecision(),
                topHit(),
                auprc(),
                tokenPrecision(CHOSEN_WORDS),
                tokenRecall(CHOSEN_WORDS),
                tokenF1(CHOSEN_WORDS),
                tokenIou(CHOSEN_WORDS),
                spanPrecision(CHOSEN_WORDS),
                spanRecall(CHOSEN_WORDS));
    }

    /**
     * Spearman's rho between the values and the human labels, both signed by the explained label, in {@code [-1, 1]}. Needs signed
     * labels that differ; constant values have 0.
     */
    public static ExplanationMetric spearman() {
        return metric("human Spearman", Plausibility::spearman);
    }

    private static OptionalDouble spearman(ExplainedSegment explained, HumanLabels labels) {
        Optional<double[]> human = labels.towards(explained.label());
        if (human.isEmpty() || RankCorrelation.isConstant(human.get())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(RankCorrelation.spearman(explained.values(), human.get()));
    }

    /**
     * Spearman's rho between the absolute values and how much people said of each word, in {@code [-1, 1]}: for rationales without a
     * sign, or where signs do not count. Needs words of which different things were said; values of equal size have 0.
     */
    public static ExplanationMetric absoluteSpearman() {
        return metric("human Spearman, absolute", (explained, labels) -> {
            double[] human = labels.magnitudes();
            return RankCorrelation.isConstant(human)
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(RankCorrelation.spearman(magnitudes(explained), human));
        });
    }

    /**
     * Average precision of the values for the words that people say support the label, in {@code (0, 1]}: a word that speaks the
     * wrong way counts as one that says less than nothing. Constant values have the share of those words. Undefined where all words are
     * of one kind.
     */
    public static ExplanationMetric signedAveragePrecision() {
        return metric(
                "human AP, signed",
                (explained, labels) ->
                        PrecisionRecall.average(explained.values(), supporting(labels, explained.label())));
    }

    /**
     * Whether the word of the largest value is one that people say supports the label, 1 or 0; of several such words the share that
     * is. Undefined where no word supports the label.
     */
    public static ExplanationMetric signedTopHit() {
        return metric(
                "human top word, signed",
                (explained, labels) -> WordRanking.topHit(explained.values(), supporting(labels, explained.label())));
    }

    /**
     * Average precision of the absolute values for the words that people did not leave neutral, in {@code (0, 1]}. Equal values
     * come in together, so constant values have the share of those words. Undefined where all words are of one kind.
     */
    public static ExplanationMetric averagePrecision() {
        return metric(
                "human AP", (explained, labels) -> PrecisionRecall.average(magnitudes(explained), marked(labels)));
    }

    /**
     * Whether the word of the largest absolute value is one that people did not leave neutral, 1 or 0; of several such words the
     * share that is, so constant values have chance. Undefined where all words are neutral.
     */
    public static ExplanationMetric topHit() {
        return metric(
                "human top word", (explained, labels) -> WordRanking.topHit(magnitudes(explained), marked(labels)));
    }

    /**
     * Area under precision over recall, by trapezoids, of the values for the words that people say support the label, in
     * {@code (0, 1]}. Larger than the average precision: constant values would have (1 + share of those words) / 2, and count as that
     * share here. Undefined where no word supports the label.
     *
     * @see <a href="https://arxiv.org/abs/1911.03429">DeYoung et al. (2020), ERASER</a>
     */
    public static ExplanationMetric auprc() {
        return metric("AUPRC", (explained, labels) -> {
            BitSet supporting = supporting(labels, explained.label());
            if (supporting.isEmpty()) {
                return OptionalDouble.empty();
            }
            double[] values = explained.values();
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
     * the label; the mean over texts is ERASER's macro-F1. Undefined where no word supports the label.
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
     * of ERASER's "IOU F1", another measure than {@link #tokenIou}. See {@link SpanMatch#macroF1} for the macro-F1.
     */
    public static ExplanationMetric spanPrecision(int words) {
        return spans("span precision", words, SpanMatch::precision);
    }

    /** Chosen runs of words that match, as in {@link #spanPrecision}, per run of supporting words. */
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
            BitSet chosen = WordRanking.topPositive(explained.values(), words);
            return OptionalDouble.of(formula.value(chosen, supporting));
        });
    }

    private static ExplanationMetric metric(String name, LabelFormula formula) {
        return ExplanationMetric.of(name, Direction.HIGHER_IS_BETTER, explained -> explained
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

    private static double[] magnitudes(ExplainedSegment explained) {
        return Arrays.stream(explained.values()).map(Math::abs).toArray();
    }

    @FunctionalInterface
    private interface LabelFormula {

        OptionalDouble value(ExplainedSegment explained, HumanLabels labels);
    }

    /** Of chosen words and those that support the label, of which there is at least one. */
    @FunctionalInterface
    private interface SetFormula {

        double value(BitSet chosen, BitSet supporting);
    }

    /**
     * Runs of chosen words against runs of words that people marked. A chosen run matches if the words it shares with some marked
     * run are at least half of the words in either.
     *
     * @param matched chosen runs that match
     * @param chosen number of chosen runs
     * @param marked number of marked runs
     * @see <a href="https://arxiv.org/abs/1911.03429">DeYoung et al. (2020), ERASER, IOU F1</a>
     */
    public record SpanMatch(int matched, int chosen, int marked) {

        /** Checks the counts. */
        public SpanMatch {
            if (matched < 0 || matched > chosen || marked < 0) {
                throw new IllegalArgumentException("needs 0 <= matched <= chosen and marked >= 0, got " + matched + ", "
                        + chosen + " and " + marked);
            }
        }

        /** Compares the runs of two sets of positions. */
        public static SpanMatch of(BitSet chosen, BitSet marked) {
            List<Span> wanted = spans(marked);
            List<Span> got = spans(chosen);
            long matched = got.stream()
                    .filter(span -> wanted.stream().anyMatch(span::matches))
                    .count();
            return new SpanMatch((int) matched, got.size(), wanted.size());
        }

        /** Share of the chosen runs that match; 0 without any. */
        public double precision() {
            return chosen == 0 ? 0 : (double) matched / chosen;
        }

        /** Matching runs per marked run; 0 without any. */
        public double recall() {
            return marked == 0 ? 0 : (double) matched / marked;
        }

        /** ERASER's macro-F1 over texts: the harmonic mean of the mean precision and the mean recall; 0 where nothing matches. */
        public static double macroF1(Collection<SpanMatch> matches) {
            double precision =
                    matches.stream().mapToDouble(SpanMatch::precision).average().orElse(0);
            double recall =
                    matches.stream().mapToDouble(SpanMatch::recall).average().orElse(0);
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }

        private static List<Span> spans(BitSet positions) {
            List<Span> spans = new ArrayList<>();
            for (int start = positions.nextSetBit(0); start >= 0; ) {
                int end = positions.nextClearBit(start);
                spans.add(new Span(start, end));
                start = positions.nextSetBit(end);
            }
            return spans;
        }

        /** Positions in {@code [start, end)}. */
        private record Span(int start, int end) {

            boolean matches(Span other) {
                int shared = Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
                int either = end - start + other.end - other.start - shared;
                return 2 * shared >= either;
            }
        }
    }
}
