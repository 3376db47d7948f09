package org.dknn.nlp.attribution;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.dknn.ScoreFunction;
import org.dknn.internal.TextSeed;
import org.dknn.nlp.perturb.FeatureGroup;

/**
 * What each word adds to a score, on average over all orders in which the words of a text may come. By the conformity this
 * sees what leaving out single words does not: words that support the class one for the other.
 *
 * <p>The values of all groups sum up to the score of the text less that of the text without any of them. They are exact where
 * the budget allows for all combinations of groups; otherwise orders are drawn, each with its reverse, which takes out much of
 * the chance. At least one pair of orders is drawn, so twice the number of groups is spent whatever the budget.
 *
 * @param name of the method, for people
 * @param function value of a subset of words
 * @param budget how many texts may be predicted; a removal that makes several texts costs as many times more
 * @see <a href="https://arxiv.org/abs/1705.07874">Lundberg and Lee (2017)</a>
 */
public record ShapleyValues(String name, ValueFunction function, SamplingBudget budget) implements Attribution {

    /** Checks that all parts are there. */
    public ShapleyValues {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(budget, "budget");
    }

    /** What each word adds to the share of agreeing neighbors. */
    public static ShapleyValues conformity(SamplingBudget budget) {
        return new ShapleyValues("conformity Shapley", ValueFunction.of(ScoreFunction.CONFORMITY), budget);
    }

    /** What each word adds to the network's own probability. */
    public static ShapleyValues probability(SamplingBudget budget) {
        return new ShapleyValues("probability Shapley", ValueFunction.of(ScoreFunction.PROBABILITY), budget);
    }

    @Override
    public String limitsName() {
        return LimitsName.of(name, function);
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<String> words = features.words();
        List<FeatureGroup> groups = function.groups().groups(words);
        Coalitions coalitions = coalitions(groups.size(), words);
        List<BitSet> asked = coalitions.asked();
        return new Removals(features, function.perturbation(), prediction -> target.score(function.score(), prediction))
                .plan(asked.size(), i -> ValueFunction.removed(groups, asked.get(i)), (whole, scores) -> {
                    double[] values = coalitions.values(whole, scores);
                    Attributions found = Attributions.of(
                            name, target, function.groups().spread().spread(words.size(), groups, values));
                    return Removals.isComplete(scores) ? found : found.withNoneFinished();
                });
    }

    private Coalitions coalitions(int groups, List<String> words) {
        // 2^30 is more than any list holds of sets
        boolean affordsAll = groups < 30 && 1 << groups <= budget.texts();
        return affordsAll
                ? new AllCoalitions(groups)
                : new DrawnOrders(groups, budget.texts(), TextSeed.of(budget.seed(), words));
    }
}
