package org.dknn.nlp.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dknn.ScoreFunction;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;

/**
 * What a word is worth at the two ends of a text: the drop in a score when it is left out of the whole, and the increase when
 * it is added to the empty text.
 *
 * <p>These are the last and the first of the steps whose mean over all orders is the Shapley value; where words act together in
 * pairs at most, the two in equal parts <em>are</em> the Shapley value, and the values of all words sum up to the score of the
 * text less that of no words. Leaving out alone misses words that stand in for each other. Deletes words; predicts 2 n + 2
 * texts at most, of which n + 1 have one word at most and are the same in every text. Phrases or sentences are left out and added
 * whole by {@link #withGroups}. Methods that differ in their share alone are read off the same predictions.
 *
 * @param name of the method, for people
 * @param score of which the word has its part
 * @param outShare how much leaving out counts, in {@code [0, 1]}; adding to the empty text counts the rest. 1 and 0 are either end
 * @param groups which words go and come together, and how their value is spread on them
 * @see <a href="https://doi.org/10.1515/9781400881970-018">Shapley (1953)</a>
 */
public record LeaveOneOutAndIn(String name, ScoreFunction score, double outShare, FeatureGroups groups)
        implements Attribution {

    private static final double EQUAL = 0.5;

    /** Checks that all parts are there. */
    public LeaveOneOutAndIn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(groups, "groups");
        if (!(outShare >= 0 && outShare <= 1)) {
            throw new IllegalArgumentException("outShare must be in [0, 1], got " + outShare);
        }
    }

    /** Word by word. */
    public LeaveOneOutAndIn(String name, ScoreFunction score, double outShare) {
        this(name, score, outShare, FeatureGroups.words());
    }

    /** Both ends in equal parts, word by word. */
    public LeaveOneOutAndIn(String name, ScoreFunction score) {
        this(name, score, EQUAL);
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

    /** The same with another share of leaving out; see {@link #outShare}. */
    public LeaveOneOutAndIn withOutShare(double outShare) {
        return new LeaveOneOutAndIn(name, score, outShare, groups);
    }

    /** The same by other groups of words, such as {@link FeatureGroups#sentences}. */
    public LeaveOneOutAndIn withGroups(FeatureGroups groups) {
        return new LeaveOneOutAndIn(name, score, outShare, groups);
    }

    /**
     * This method for long texts, under the same name: sentence by sentence, then word by word in the sentences of the largest absolute
     * values. The values of a sentence's words sum up to the value of the sentence; within the strongest they differ by what each word is
     * worth to this method. Texts of no more than {@code most} sentences are explained by this method as it is. Costs two texts per
     * sentence, and two per word of the strongest.
     *
     * @param most number of sentences up to which a text is short, at least 1
     * @param strongest number of sentences whose words are told apart, at least 0
     */
    public Attribution sentencesFirst(int most, int strongest) {
        return new SentencesFirst(this, most, strongest);
    }

    /** The name, of single words and the share of the method of this name; else with another share, and the groups. */
    @Override
    public String limitsName() {
        boolean isUsual =
                outShare == (name.equals(neighborsAndNetwork().name) ? neighborsAndNetwork().outShare : EQUAL);
        return LimitsName.of(isUsual ? name : name + ", out share " + outShare, groups);
    }

    @Override
    public boolean leavesOutEachWord(List<String> words) {
        return Removals.areSingleWords(groups.groups(words), words.size());
    }

    @Override
    public boolean isPlannedAhead() {
        return true;
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<String> words = features.words();
        List<FeatureGroup> found = groups.groups(words);
        List<List<String>> alone =
                found.stream().map(group -> only(words, group)).distinct().toList();
        return Plan.askAsTimeAllows(
                2 + alone.size() + found.size(),
                change -> List.of(features.with(end(words, found, alone, change))),
                prediction -> target.score(score, prediction),
                (List<List<Double>> scores) -> values(target, words, found, Ends.of(scores, alone)));
    }

    private static List<String> only(List<String> words, FeatureGroup group) {
        return group.positions().stream().map(words::get).toList();
    }

    /** The whole text, no words, each different group alone, the text without each group: what is remembered comes first. */
    private static List<String> end(
            List<String> words, List<FeatureGroup> found, List<List<String>> alone, int change) {
        if (change < 2) {
            return change == 0 ? words : List.of();
        }
        int out = change - 2 - alone.size();
        return out < 0
                ? alone.get(change - 2)
                : Perturbation.delete().removeAll(words, found.get(out).positions());
    }

    /**
     * What groups are worth at both ends; NaN where there is no answer.
     *
     * @param whole score of the whole text
     * @param added increase by each different group
     * @param without score of the text without each group
     */
    private record Ends(double whole, Map<List<String>, Double> added, List<Double> without) {

        static Ends of(List<List<Double>> scores, List<List<String>> alone) {
            List<Double> all = scores.stream()
                    .map(score -> score.isEmpty() ? Double.NaN : score.get(0))
                    .toList();
            Map<List<String>, Double> added = new HashMap<>();
            for (int i = 0; i < alone.size(); i++) {
                added.put(alone.get(i), all.get(2 + i) - all.get(1));
            }
            return new Ends(all.get(0), added, all.subList(2 + alone.size(), all.size()));
        }
    }

    private Attributions values(Target target, List<String> words, List<FeatureGroup> found, Ends ends) {
        double[] outs = new double[found.size()];
        double[] ins = new double[found.size()];
        double[] values = new double[found.size()];
        for (int group = 0; group < values.length; group++) {
            outs[group] = ends.whole() - ends.without().get(group);
            ins[group] = ends.added().getOrDefault(only(words, found.get(group)), Double.NaN);
            values[group] = outShare * orNothing(outs[group]) + (1 - outShare) * orNothing(ins[group]);
        }
        return Attributions.of(name, target, groups.spread().spread(words.size(), found, values))
                .withUnfinished(Removals.positions(found, group -> Double.isNaN(outs[group] + ins[group])));
    }

    private static double orNothing(double part) {
        return Double.isNaN(part) ? 0 : part;
    }
}
