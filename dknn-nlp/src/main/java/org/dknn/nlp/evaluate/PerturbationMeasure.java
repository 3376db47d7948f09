package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a {@link PerturbationMetric} measures: which words are removed, and how a value is computed from the scores of what is left.
 *
 * @param removed positions of the words of each removal; the explained text has at least one word
 * @param formula of the scores; undefined where it returns nothing
 */
record PerturbationMeasure(Function<ExplainedSegment, List<BitSet>> removed, Function<Scores, OptionalDouble> formula) {

    private static final int MOST_STEPS = 100;

    /** A network's single precision may round a probability to 0, whose logarithm says little. */
    private static final double LEAST_PROBABILITY = 1e-12;

    /**
     * Scores of the explained label.
     *
     * @param explained the explanation
     * @param removed positions of the words of each removal
     * @param whole score of the whole input
     * @param left score of what is left by each removal
     */
    record Scores(ExplainedSegment explained, List<BitSet> removed, double whole, List<Double> left) {

        double[] drops() {
            return left.stream().mapToDouble(score -> whole - score).toArray();
        }
    }

    OptionalDouble value(ExplainedSegment explained, List<BitSet> removed, double whole, double[] left) {
        return formula.apply(new Scores(
                explained, removed, whole, Arrays.stream(left).boxed().toList()));
    }

    /**
     * The mean drop of the score without each rationale.
     *
     * @param otherwise the value without rationales
     */
    static PerturbationMeasure dropWithout(TopShares.Rationales rationales, double otherwise) {
        return meanDrop(explained -> rationales.of(explained.values()), otherwise);
    }

    /** The mean drop of the score with only the words of each rationale. */
    static PerturbationMeasure dropWithOnly(TopShares.Rationales rationales, double otherwise) {
        return meanDrop(explained -> others(rationales.of(explained.values()), explained.size()), otherwise);
    }

    private static PerturbationMeasure meanDrop(Function<ExplainedSegment, List<BitSet>> removed, double otherwise) {
        return new PerturbationMeasure(
                removed,
                scores -> OptionalDouble.of(
                        Arrays.stream(scores.drops()).average().orElse(otherwise)));
    }

    /** Log-probability without the top share of the words, less that of the whole text. */
    static PerturbationMeasure logOdds(double share) {
        return new PerturbationMeasure(
                explained -> {
                    int count = Math.max(1, (int) Math.floor(share * explained.size()));
                    return List.of(WordRanking.top(explained.values(), count));
                },
                scores -> OptionalDouble.of(log(scores.left().get(0)) - log(scores.whole())));
    }

    private static double log(double probability) {
        return Math.log(Math.max(LEAST_PROBABILITY, probability));
    }

    /**
     * The area under the score as more and more of the most salient words are removed: at most 101 points from no words to all, by
     * trapezoids, divided by their number less 1. Needs two words.
     */
    static PerturbationMeasure areaOfRemoving() {
        return new PerturbationMeasure(PerturbationMeasure::steps, PerturbationMeasure::area);
    }

    /** The area under the score as more and more of the most salient words are added to a text without words. */
    static PerturbationMeasure areaOfAdding() {
        return new PerturbationMeasure(
                explained -> others(steps(explained), explained.size()), PerturbationMeasure::area);
    }

    private static List<BitSet> steps(ExplainedSegment explained) {
        int size = explained.size();
        if (size < 2) {
            return List.of();
        }
        int[] order = WordRanking.descending(explained.values());
        int steps = Math.min(MOST_STEPS, size);
        return IntStream.rangeClosed(0, steps)
                .mapToObj(step -> {
                    BitSet top = new BitSet();
                    IntStream.of(order).limit((long) size * step / steps).forEach(top::set);
                    return top;
                })
                .toList();
    }

    private static OptionalDouble area(Scores scores) {
        List<Double> heights = scores.left();
        if (heights.isEmpty()) {
            return OptionalDouble.empty();
        }
        double area = 0;
        for (int i = 1; i < heights.size(); i++) {
            area += (heights.get(i - 1) + heights.get(i)) / 2;
        }
        return OptionalDouble.of(area / (heights.size() - 1));
    }

    /** A rank correlation of the values with the drops of the score without each single word. */
    static PerturbationMeasure singleDrops(ToDoubleBiFunction<double[], double[]> correlation) {
        return new PerturbationMeasure(
                explained -> IntStream.range(0, explained.size())
                        .mapToObj(position -> {
                            BitSet single = new BitSet();
                            single.set(position);
                            return single;
                        })
                        .toList(),
                scores -> {
                    double[] drops = scores.drops();
                    return RankCorrelation.isConstant(drops)
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(
                                    correlation.applyAsDouble(scores.explained().values(), drops));
                });
    }

    /** Whether the score never falls as words are added, the least salient first. Needs two words. */
    static PerturbationMeasure monotone() {
        return new PerturbationMeasure(
                explained -> {
                    BitSet absent = new BitSet();
                    absent.set(0, explained.size());
                    List<BitSet> removed = new ArrayList<>();
                    for (int position : WordRanking.ascending(explained.values())) {
                        absent.clear(position);
                        removed.add((BitSet) absent.clone());
                    }
                    return removed;
                },
                scores -> rises(scores.left()));
    }

    private static OptionalDouble rises(List<Double> scores) {
        if (scores.size() < 2) {
            return OptionalDouble.empty();
        }
        boolean falls = IntStream.range(1, scores.size()).anyMatch(i -> scores.get(i) < scores.get(i - 1));
        return OptionalDouble.of(falls ? 0 : 1);
    }

    /** The mean squared error of the best multiple of the summed values as the drop of the score, over random sets of words. */
    static PerturbationMeasure infidelity(int samples, long seed) {
        if (samples < 1) {
            throw new IllegalArgumentException("the number of samples must be at least 1, got " + samples);
        }
        return new PerturbationMeasure(
                explained -> {
                    SplittableRandom random = TextRandom.of(seed, explained.words());
                    return Stream.generate(() -> draw(explained.size(), random))
                            .limit(samples)
                            .toList();
                },
                PerturbationMeasure::squaredError);
    }

    /** A set of any size from 1 to all words, all sizes with the same probability. */
    private static BitSet draw(int words, SplittableRandom random) {
        int size = 1 + random.nextInt(words);
        BitSet set = new BitSet();
        while (set.cardinality() < size) {
            set.set(random.nextInt(words));
        }
        return set;
    }

    private static OptionalDouble squaredError(Scores scores) {
        double[] drops = scores.drops();
        double[] sums = scores.removed().stream()
                .mapToDouble(set -> set.stream()
                        .mapToDouble(scores.explained().attributions()::value)
                        .sum())
                .toArray();
        double product = 0;
        double square = 0;
        for (int i = 0; i < sums.length; i++) {
            product += sums[i] * drops[i];
            square += sums[i] * sums[i];
        }
        double factor = square == 0 ? 0 : product / square;
        double error = 0;
        for (int i = 0; i < sums.length; i++) {
            double miss = factor * sums[i] - drops[i];
            error += miss * miss;
        }
        return OptionalDouble.of(error / sums.length);
    }

    private static List<BitSet> others(List<BitSet> sets, int size) {
        return sets.stream()
                .map(set -> {
                    BitSet others = (BitSet) set.clone();
                    others.flip(0, size);
                    return others;
                })
                .toList();
    }
}
