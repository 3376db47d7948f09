package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;

/**
 * Measures of how far two explanations agree, whichever is right. Of words of equal absolute saliency the earlier one ranks
 * higher.
 *
 * @see <a href="https://arxiv.org/abs/2202.01602">Krishna et al. (2022), The disagreement problem</a>
 */
public final class Agreement {

    /** Words at the top that agreement is looked for in. */
    private static final int TOP = 3;

    private Agreement() {}

    /** All of them, with three words at the top. */
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
     * Spearman's rho of the values, in {@code [-1, 1]}; 0 if one explanation is constant. Without meaning for fewer than two words,
     * and where the two explain different labels, for which the sign differs.
     */
    public static AgreementMetric spearman() {
        return new Formula("Spearman", (first, second) -> {
            if (first.size() < 2 || first.label() != second.label()) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(RankCorrelation.spearman(first.values(), second.values()));
        });
    }

    /** Spearman's rho of the absolute values, whatever the labels; 0 if one side is constant. Needs two words. */
    public static AgreementMetric absoluteSpearman() {
        return new Formula(
                "Spearman of sizes",
                (first, second) -> first.size() < 2
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(RankCorrelation.spearman(sizes(first), sizes(second))));
    }

    /** Share of the pairs of words that both put in the same order by absolute value, or both hold equal. Needs two words. */
    public static AgreementMetric pairwiseRankAgreement() {
        return new Formula("pairwise rank agreement", (first, second) -> {
            double[] one = sizes(first);
            double[] other = sizes(second);
            return IntStream.range(0, one.length)
                    .flatMap(i -> IntStream.range(0, i)
                            .map(j -> Double.compare(one[i], one[j]) == Double.compare(other[i], other[j]) ? 1 : 0))
                    .average();
        });
    }

    /** Share of the k words of the largest absolute value that both have among theirs; of all words where they are fewer. */
    public static AgreementMetric featureAgreement(int k) {
        return top("feature agreement", k, (first, second) -> position -> true);
    }

    /** Share of the top k words that both have in the same place. */
    public static AgreementMetric rankAgreement(int k) {
        return top("rank agreement", k, (first, second) -> {
            int[] one = ranks(first);
            int[] other = ranks(second);
            return position -> one[position] == other[position];
        });
    }

    /** Share of the top k words that both have among theirs with the same sign. Without meaning where the labels differ. */
    public static AgreementMetric signAgreement(int k) {
        AgreementMetric same = top(
                "sign agreement",
                k,
                (first, second) ->
                        position -> Math.signum(first.value(position)) == Math.signum(second.value(position)));
        return new Formula(
                same.name(),
                (first, second) ->
                        first.label() == second.label() ? same.value(first, second) : OptionalDouble.empty());
    }

    private static AgreementMetric top(String name, int k, Counted counted) {
        if (k < 1) {
            throw new IllegalArgumentException("the number of top words must be at least 1, got " + k);
        }
        return new Formula(name + " of top " + k, (first, second) -> {
            if (first.size() == 0) {
                return OptionalDouble.empty();
            }
            BitSet common = WordRanking.top(sizes(first), k);
            common.and(WordRanking.top(sizes(second), k));
            long agreed = common.stream().filter(counted.of(first, second)).count();
            return OptionalDouble.of((double) agreed / Math.min(k, first.size()));
        });
    }

    private static double[] sizes(Attributions saliency) {
        return Arrays.stream(saliency.values()).map(Math::abs).toArray();
    }

    private static int[] ranks(Attributions saliency) {
        int[] order = WordRanking.descending(sizes(saliency));
        int[] ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    /** Which of the words at the top of both explanations count. */
    @FunctionalInterface
    private interface Counted {

        IntPredicate of(Attributions first, Attributions second);
    }

    /** What a measure computes. */
    @FunctionalInterface
    private interface Measure {

        OptionalDouble of(Attributions first, Attributions second);
    }

    /** A measure with its name, of explanations of one text. */
    private record Formula(String name, Measure measure) implements AgreementMetric {

        @Override
        public OptionalDouble value(Attributions first, Attributions second) {
            if (first.size() != second.size()) {
                throw new IllegalArgumentException("explanations must be of the same words, got " + first.size()
                        + " values by " + first.method() + " and " + second.size() + " by " + second.method());
            }
            return measure.of(first, second);
        }
    }
}
