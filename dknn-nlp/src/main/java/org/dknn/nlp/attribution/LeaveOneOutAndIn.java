package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dknn.ScoreFunction;
import org.dknn.nlp.perturb.Perturbation;

/**
 * What a word is worth at the two ends of a text: the drop in a score when it is left out of the whole, and the increase when
 * it is added to the empty text.
 *
 * <p>These are the last and the first of the steps whose mean over all orders is the Shapley value; where words act together in
 * pairs at most, the two in equal parts <em>are</em> the Shapley value, and the values of all words sum up to the score of the
 * text less that of no words. Leaving out alone misses words that stand in for each other. Deletes words; predicts 2 n + 1
 * texts at most, of which n + 1 have one word at most and are the same in every text.
 *
 * @param name of the method, for people
 * @param score of which the word has its part
 * @param outShare how much leaving out counts, in {@code [0, 1]}; adding to the empty text counts the rest
 * @see <a href="https://doi.org/10.1515/9781400881970-018">Shapley (1953)</a>
 */
public record LeaveOneOutAndIn(String name, ScoreFunction score, double outShare) implements Attribution {

    /** Checks that all parts are there. */
    public LeaveOneOutAndIn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(score, "score");
        if (!(outShare >= 0 && outShare <= 1)) {
            throw new IllegalArgumentException("outShare must be in [0, 1], got " + outShare);
        }
    }

    /** Both ends in equal parts. */
    public LeaveOneOutAndIn(String name, ScoreFunction score) {
        this(name, score, 0.5);
    }

    /**
     * By what the neighbors and the network say together, {@link ScoreFunction#NEIGHBORS_AND_NETWORK}. The default for texts.
     * Leaving out counts a third, which agreed better with people than a half and did as well by what the network does when
     * words go. Does not saturate.
     */
    public static LeaveOneOutAndIn neighborsAndNetwork() {
        return new LeaveOneOutAndIn("neighbors and network", ScoreFunction.NEIGHBORS_AND_NETWORK, 1.0 / 3);
    }

    /**
     * By how much nearer the class's own examples are than others, in logarithms, over all layers: what the neighbors say
     * alone. Does not saturate.
     */
    public static LeaveOneOutAndIn neighbors() {
        return new LeaveOneOutAndIn("neighbors", ScoreFunction.LOG_RATIO);
    }

    /** By the share of agreeing neighbors. */
    public static LeaveOneOutAndIn conformity() {
        return new LeaveOneOutAndIn("conformity out and in", ScoreFunction.CONFORMITY);
    }

    /** By the network's own probability. */
    public static LeaveOneOutAndIn probability() {
        return new LeaveOneOutAndIn("probability out and in", ScoreFunction.PROBABILITY);
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<String> words = features.words();
        List<String> distinct = words.stream().distinct().toList();
        return Plan.askVariants(
                words.size() + distinct.size() + 2,
                change -> List.of(features.with(end(words, distinct, change))),
                prediction -> target.score(score, prediction),
                (List<List<Double>> scores) -> Attributions.of(name, target, values(words, distinct, scores)));
    }

    /** The text without each of its words, then each word alone, then no words, then the whole text. */
    private static List<String> end(List<String> words, List<String> distinct, int change) {
        int alone = change - words.size();
        if (alone < 0) {
            return Perturbation.delete().remove(words, change);
        }
        if (alone < distinct.size()) {
            return List.of(distinct.get(alone));
        }
        return alone == distinct.size() ? List.of() : words;
    }

    private double[] values(List<String> words, List<String> distinct, List<List<Double>> scores) {
        int ends = words.size() + distinct.size();
        double none = scores.get(ends).get(0);
        double whole = scores.get(ends + 1).get(0);
        Map<String, Double> alone = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            alone.put(distinct.get(i), scores.get(words.size() + i).get(0));
        }
        double[] values = new double[words.size()];
        Arrays.setAll(values, position -> {
            double out = whole - scores.get(position).get(0);
            double in = alone.getOrDefault(words.get(position), none) - none;
            return outShare * out + (1 - outShare) * in;
        });
        return values;
    }
}
