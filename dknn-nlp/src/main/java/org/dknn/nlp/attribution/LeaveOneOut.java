package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dknn.ScoreFunction;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;

/**
 * How much a score drops when a word, or several together, are left out: {@code score(text) - score(text without them)}, for
 * the class that is explained. All shortened texts are asked for in one round.
 *
 * @param name of the method, for people
 * @param score what drops
 * @param perturbation what stands in the place of words that are left out
 * @param groups which words are left out together, and how their drop is spread on them
 * @see <a href="https://arxiv.org/abs/1809.02847">Wallace, Feng and Boyd-Graber (2018)</a>
 */
public record LeaveOneOut(String name, ScoreFunction score, Perturbation perturbation, FeatureGroups groups)
        implements Attribution {

    /** Checks that all parts are there. */
    public LeaveOneOut {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(perturbation, "perturbation");
        Objects.requireNonNull(groups, "groups");
    }

    /** Leaves out word by word. */
    public LeaveOneOut(String name, ScoreFunction score, Perturbation perturbation) {
        this(name, score, perturbation, FeatureGroups.words());
    }

    /** Conformity leave-one-out of the paper: the drop in the share of agreeing neighbors, in {@code [-1, 1]}. */
    public static LeaveOneOut conformity() {
        return new LeaveOneOut("conformity", ScoreFunction.CONFORMITY, Perturbation.delete());
    }

    /** The drop in how much nearer the label's own class is than the nearest other one, {@link ScoreFunction#LOG_RATIO}. */
    public static LeaveOneOut neighbors() {
        return new LeaveOneOut("neighbors leave-one-out", ScoreFunction.LOG_RATIO, Perturbation.delete());
    }

    /**
     * The drop in what neighbors and network say together, {@link ScoreFunction#NEIGHBORS_AND_NETWORK}. The default for pairs of
     * texts, where predictions of single words cannot be kept from pair to pair.
     */
    public static LeaveOneOut neighborsAndNetwork() {
        return new LeaveOneOut(
                "neighbors and network leave-one-out", ScoreFunction.NEIGHBORS_AND_NETWORK, Perturbation.delete());
    }

    /**
     * The drop in the label's p-value, in {@code [-1, 1]}. Smoothed p-values are of little use here: each shortened text has a
     * draw of its own.
     */
    public static LeaveOneOut pValue() {
        return new LeaveOneOut("p-value", ScoreFunction.P_VALUE, Perturbation.delete());
    }

    /** The drop in the network's own probability, in {@code [-1, 1]}; the paper's "confidence leave-one-out". */
    public static LeaveOneOut probability() {
        return new LeaveOneOut("probability", ScoreFunction.PROBABILITY, Perturbation.delete());
    }

    /** The same with something else in the place of words. */
    public LeaveOneOut withPerturbation(Perturbation perturbation) {
        return new LeaveOneOut(name, score, perturbation, groups);
    }

    /** The same with other groups of words. */
    public LeaveOneOut withGroups(FeatureGroups groups) {
        return new LeaveOneOut(name, score, perturbation, groups);
    }

    /** The name, of words that are deleted one by one; else with what stands in their place, and the groups. */
    @Override
    public String limitsName() {
        return LimitsName.of(name, perturbation, groups);
    }

    @Override
    public boolean leavesOutEachWord(List<String> words) {
        return Perturbation.delete().equals(perturbation)
                && Removals.areSingleWords(groups.groups(words), words.size());
    }

    @Override
    public boolean isPlannedAhead() {
        return true;
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<FeatureGroup> removed = groups.groups(features.words());
        return new Removals(features, perturbation, prediction -> target.score(score, prediction))
                .plan(removed.size(), group -> removed.get(group).positions(), (whole, scores) -> {
                    double[] drops = Arrays.stream(scores)
                            .map(without -> whole - without)
                            .toArray();
                    List<Integer> unfinished = Removals.positions(removed, group -> Double.isNaN(drops[group]));
                    double[] known = Arrays.stream(drops)
                            .map(drop -> Double.isNaN(drop) ? 0 : drop)
                            .toArray();
                    int words = features.words().size();
                    return Attributions.of(name, target, groups.spread().spread(words, removed, known))
                            .withUnfinished(unfinished);
                });
    }
}
