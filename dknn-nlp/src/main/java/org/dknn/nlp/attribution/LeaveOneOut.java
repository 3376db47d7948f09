package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;

/**
 * How much a score drops when a word, or several together, are left out: {@code score(text) - score(text without them)}, for
 * the class that is explained. All shortened texts are predicted in one batch.
 *
 * @param name of the method, for people
 * @param score what drops
 * @param removal what stands in the place of words that are left out
 * @param units which words are left out together, and how their drop is spread on them
 * @see <a href="https://arxiv.org/abs/1809.02847">Wallace, Feng and Boyd-Graber (2018)</a>
 */
public record LeaveOneOut(String name, ScoreFunction score, Perturbation removal, FeatureGroups units)
        implements Attribution {

    /** Checks that all parts are there. */
    public LeaveOneOut {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(removal, "removal");
        Objects.requireNonNull(units, "units");
    }

    /** Leaves out word by word. */
    public LeaveOneOut(String name, ScoreFunction score, Perturbation removal) {
        this(name, score, removal, FeatureGroups.words());
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
     * The drop in what neighbors and network say together, {@link ScoreFunction#NEIGHBORS_AND_NETWORK}: for pairs of texts,
     * where single words cannot be remembered, what dknn explains by if not told otherwise.
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
    public LeaveOneOut withRemoval(Perturbation removal) {
        return new LeaveOneOut(name, score, removal, units);
    }

    /** The same with other units. */
    public LeaveOneOut withUnits(FeatureGroups units) {
        return new LeaveOneOut(name, score, removal, units);
    }

    @Override
    public Attributions score(List<String> words, Prediction original, Target target, Predictor predictor) {
        List<FeatureGroup> removed = units.units(words);
        double whole = target.score(score, original);
        double[] drops = new Ablation(words, removal, predictor)
                .scores(
                        removed.size(),
                        unit -> removed.get(unit).positions(),
                        prediction -> target.score(score, prediction));
        Arrays.setAll(drops, i -> whole - drops[i]);
        return Attributions.of(name, target, units.spread().spread(words.size(), removed, drops));
    }
}
