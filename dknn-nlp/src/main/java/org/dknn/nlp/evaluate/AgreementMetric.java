package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;

/**
 * Measures how far two explanations of one text agree, whether they are right or not. Of words of equal absolute value the earlier one
 * ranks higher. Immutable, safe for use by many threads.
 *
 * @see <a href="https://arxiv.org/abs/2202.01602">Krishna et al. (2022), The disagreement problem</a>
 */
public final class AgreementMetric {

    /** Number of top words by default. */
    private static final int TOP = 3;

    private final String name;
    private final BiFunction<Attributions, Attributions, OptionalDouble> formula;

    private AgreementMetric(String name, BiFunction<Attributions, Attributions, OptionalDouble> formula) {
        this.name = Objects.requireNonNull(name, "name");
        this.formula = Objects.requireNonNull(formula, "formula");
    }

    /**
     * A metric of one's own.
     *
     * @param name for people
     * @param formula of two explanations of the same words, symmetric; returns nothing where it is undefined
     */
    public static AgreementMetric of(String name, BiFunction<Attributions, Attributions, OptionalDouble> formula) {
        return new AgreementMetric(name, formula);
    }

    /** All metrics below; those of top words with three of them. */
    public static List<AgreementMetric> all() {
        return List.of(
                spearman(),
                absoluteSpearman(),
                pairwiseRankAgreement(),
                featureAgreement(TOP),
                rankAgreement(TOP),
                signAgreement(TOP));
    }

    /**
     * Spearman's rho of the values, in {@code [-1, 1]}; 0 if one explanation is constant. Undefined for fewer than two words, and
     * where the two explain different labels, as the signs then differ.
     */
    public static AgreementMetric spearman() {
        return of(
                "Spearman",
                (first, second) -> first.size() < 2 || first.label() != second.label()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(RankCorrelation.spearman(first.values(), second.values())));
    }

    /** Spearman's rho of the absolute values, whatever the labels; 0 if one side is constant. Needs two words. */
    public static AgreementMetric absoluteSpearman() {
        return of(
                "Spearman of sizes",
                (first, second) -> first.size() < 2
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(RankCorrelation.spearman(sizes(first), sizes(second))));
    }

    /** Share of the pairs of words that both order alike by absolute value, or both hold equal. Needs two words. */
    public static AgreementMetric pairwiseRankAgreement() {
        return of("pairwise rank agreement", (first, second) -> {
            double[] one = sizes(first);
            double[] other = sizes(second);
            return IntStream.range(0, one.length)
                    .flatMap(i -> IntStream.range(0, i)
                            .map(j -> Double.compare(one[i], one[j]) == Double.compare(other[i], other[j]) ? 1 : 0))
                    .average();
        });
    }

    /** Share of the k words of the largest absolute value that are in the top k of both; of all words where they are fewer. */
    public static AgreementMetric featureAgreement(int k) {
        return top("feature agreement", k, (first, second) -> position -> true);
    }

    /** Share of the top k words that have the same rank in both. */
    public static AgreementMetric rankAgreement(int k) {
        return top("rank agreement", k, (first, second) -> {
            int[] one = ranks(first);
            int[] other = ranks(second);
            return position -> one[position] == other[position];
        });
    }

    /** Share of the top k words that are in the top k of both with the same sign. Undefined where the labels differ. */
    public static AgreementMetric signAgreement(int k) {
        AgreementMetric same = top(
                "sign agreement",
                k,
                (first, second) ->
                        position -> Math.signum(first.value(position)) == Math.signum(second.value(position)));
        return of(
                same.name,
                (first, second) ->
                        first.label() == second.label() ? same.value(first, second) : OptionalDouble.empty());
    }

    /** A share of the top k words, of those in the top k of both that a condition on the two explanations counts. */
    private static AgreementMetric top(
            String name, int k, BiFunction<Attributions, Attributions, IntPredicate> counted) {
        if (k < 1) {
            throw new IllegalArgumentException("the number of top words must be at least 1, got " + k);
        }
        return of(name + " of top " + k, (first, second) -> {
            if (first.size() == 0) {
                return OptionalDouble.empty();
            }
            BitSet common = WordRanking.top(sizes(first), k);
            common.and(WordRanking.top(sizes(second), k));
            long agreed = common.stream().filter(counted.apply(first, second)).count();
            return OptionalDouble.of((double) agreed / Math.min(k, first.size()));
        });
    }

    private static double[] sizes(Attributions attributions) {
        return Arrays.stream(attributions.values()).map(Math::abs).toArray();
    }

    private static int[] ranks(Attributions attributions) {
        int[] order = WordRanking.descending(sizes(attributions));
        int[] ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    /** Name for people. */
    public String name() {
        return name;
    }

    /**
     * The agreement; larger means more.
     *
     * @param first values of the words of a text
     * @param second values of the same words
     * @return nothing where the metric is undefined, as for too few words
     */
    public OptionalDouble value(Attributions first, Attributions second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("explanations must be of the same words, got " + first.size()
                    + " values by " + first.method() + " and " + second.size() + " by " + second.method());
        }
        return formula.apply(first, second);
    }

    @Override
    public String toString() {
        return "AgreementMetric[" + name + "]";
    }
}
