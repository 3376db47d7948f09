package org.dknn.nlp.attribution;

import java.util.BitSet;
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
        return Plan.askAsTimeAllows(
                2 + distinct.size() + words.size(),
                change -> List.of(features.with(end(words, distinct, change))),
                prediction -> target.score(score, prediction),
                (List<List<Double>> scores) -> values(target, words, distinct, Ends.of(scores, distinct.size())));
    }

    /** The whole text, then no words, then each word alone, then the text without each of its words: where time is short, what is remembered first. */
    private static List<String> end(List<String> words, List<String> distinct, int change) {
        if (change < 2) {
            return change == 0 ? words : List.of();
        }
        int out = change - 2 - distinct.size();
        return out < 0 ? List.of(distinct.get(change - 2)) : Perturbation.delete().remove(words, out);
    }

    /**
     * The scores of both ends; NaN where there is no answer.
     *
     * @param alone of each different word
     * @param without of the text without each of its words
     */
    private record Ends(double whole, double none, List<Double> alone, List<Double> without) {

        static Ends of(List<List<Double>> scores, int distinct) {
            List<Double> all = scores.stream()
                    .map(score -> score.isEmpty() ? Double.NaN : score.get(0))
                    .toList();
            return new Ends(
                    all.get(0), all.get(1), all.subList(2, 2 + distinct), all.subList(2 + distinct, all.size()));
        }
    }

    private Attributions values(Target target, List<String> words, List<String> distinct, Ends ends) {
        Map<String, Double> ins = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            ins.put(distinct.get(i), ends.alone().get(i) - ends.none());
        }
        double[] values = new double[words.size()];
        BitSet unfinished = new BitSet();
        for (int position = 0; position < values.length; position++) {
            double out = ends.whole() - ends.without().get(position);
            double in = ins.get(words.get(position));
            unfinished.set(position, Double.isNaN(out + in));
            values[position] = outShare * orNothing(out) + (1 - outShare) * orNothing(in);
        }
        return Attributions.of(name, target, values).withUnfinished(unfinished);
    }

    private static double orNothing(double part) {
        return Double.isNaN(part) ? 0 : part;
    }
}
