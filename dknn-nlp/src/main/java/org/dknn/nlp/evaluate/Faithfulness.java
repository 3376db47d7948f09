package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.Locale;
import org.dknn.ScoreFunction;
import org.dknn.nlp.evaluate.ExplanationMetric.Direction;
import org.dknn.nlp.evaluate.PerturbationMetric.Scoring;
import org.dknn.nlp.perturb.Perturbation;

/**
 * Metrics of whether an explanation tells what the model does. Words are removed, and the change of the score of the explained label
 * tells how right the explanation was; the label stays that of the whole text. Where a perturbation makes several texts of a removal,
 * their scores are averaged.
 *
 * <p>Of words of equal value the earlier one counts as more salient, so a constant explanation is judged as one that prefers the first
 * words. No metric is defined for a text without words.
 */
public final class Faithfulness {

    private static final double[] ERASER_SHARES = {.01, .05, .1, .2, .5};

    /** Share of the words, and number of random sets, of the metrics in {@link #all}. */
    private static final double SHARE = 0.2;

    private static final int SAMPLES = 10;

    private final Scoring scoring;

    private Faithfulness(Scoring scoring) {
        this.scoring = scoring;
    }

    /** Metrics of the network's own probability with deleted words, as other tools report them. */
    public static Faithfulness ofProbability() {
        return of(ScoreFunction.PROBABILITY, Perturbation.delete());
    }

    /**
     * Metrics of any score, with words removed by any perturbation.
     *
     * @param score whose changes are measured
     * @param perturbation what stands in the place of removed words
     */
    public static Faithfulness of(ScoreFunction score, Perturbation perturbation) {
        return new Faithfulness(new Scoring(score, perturbation));
    }

    /**
     * Every metric below with its usual settings: 20 % of the words, ten random sets. Those of two scores have the same names and do
     * not go into one table.
     */
    public List<ExplanationMetric> all() {
        return List.of(
                comprehensiveness(SHARE),
                sufficiency(SHARE),
                eraserComprehensiveness(),
                eraserSufficiency(),
                ferretComprehensiveness(),
                ferretSufficiency(),
                logOdds(SHARE),
                deletionArea(),
                insertionArea(),
                kendallLeaveOneOut(),
                spearmanLeaveOneOut(),
                monotonicity(),
                infidelity(SAMPLES, 0));
    }

    /**
     * The drop of the score without the most salient words.
     *
     * @param share of the words, in {@code (0, 1]}, rounded up
     * @see <a href="https://arxiv.org/abs/1911.03429">DeYoung et al. (2020), ERASER</a>
     */
    public ExplanationMetric comprehensiveness(double share) {
        return higher("comprehensiveness " + percent(share), PerturbationMeasure.dropWithout(TopShares.of(share), 0));
    }

    /** The drop of the score with only the most salient words, a share rounded up; below 0 if they alone do better. */
    public ExplanationMetric sufficiency(double share) {
        return lower("sufficiency " + percent(share), PerturbationMeasure.dropWithOnly(TopShares.of(share), 0));
    }

    /** Mean comprehensiveness of 1, 5, 10, 20 and 50 % of the words: AOPC as ERASER defines it. */
    public ExplanationMetric eraserComprehensiveness() {
        return higher(
                "AOPC comprehensiveness (ERASER)", PerturbationMeasure.dropWithout(TopShares.of(ERASER_SHARES), 0));
    }

    /** Mean sufficiency of 1, 5, 10, 20 and 50 % of the words: AOPC as ERASER defines it. */
    public ExplanationMetric eraserSufficiency() {
        return lower("AOPC sufficiency (ERASER)", PerturbationMeasure.dropWithOnly(TopShares.of(ERASER_SHARES), 0));
    }

    /**
     * AOPC comprehensiveness as ferret defines it: the mean over 10, 20 to 100 % of the words, rounded down, of those with a
     * value above 0, each set of words once; 0 if there is none. Of two equal words ferret removes the later one first, this metric
     * the earlier one.
     *
     * @see <a href="https://arxiv.org/abs/2208.01575">Attanasio et al. (2023), ferret</a>
     */
    public ExplanationMetric ferretComprehensiveness() {
        return higher("AOPC comprehensiveness (ferret)", PerturbationMeasure.dropWithout(TopShares.ferret(), 0));
    }

    /** AOPC sufficiency as ferret defines it, over the sets of {@link #ferretComprehensiveness}; 1 if there is none. */
    public ExplanationMetric ferretSufficiency() {
        return lower("AOPC sufficiency (ferret)", PerturbationMeasure.dropWithOnly(TopShares.ferret(), 1));
    }

    /**
     * Log-probability of the label without the most salient words less that of the whole text; lower is better. Always of the
     * network's probability; values below 1e-12 count as 1e-12.
     *
     * @param share of the words, in {@code (0, 1]}, rounded down, but at least one
     * @see <a href="https://arxiv.org/abs/2108.13654">Sanyal and Ren (2021), DIG</a>
     */
    public ExplanationMetric logOdds(double share) {
        TopShares.of(share);
        return new PerturbationMetric(
                "log-odds " + percent(share),
                Direction.LOWER_IS_BETTER,
                new Scoring(ScoreFunction.PROBABILITY, scoring.perturbation()),
                PerturbationMeasure.logOdds(share));
    }

    /**
     * Mean score as words are removed, the most salient first, from the whole text to none; lower is better. Needs two words.
     *
     * @see <a href="https://arxiv.org/abs/1806.07421">Petsiuk et al. (2018), RISE</a>
     */
    public ExplanationMetric deletionArea() {
        return lower("deletion AUC", PerturbationMeasure.areaOfRemoving());
    }

    /** Mean score as words are added in their places, the most salient first; higher is better. Needs two words. */
    public ExplanationMetric insertionArea() {
        return higher("insertion AUC", PerturbationMeasure.areaOfAdding());
    }

    /**
     * Kendall's tau-b between the values and the drops of the score without each word; 0 for constant values, undefined where all
     * drops are equal. Leave-one-out by the same score and perturbation has 1 by construction.
     */
    public ExplanationMetric kendallLeaveOneOut() {
        return higher("tau leave-one-out", PerturbationMeasure.singleDrops(RankCorrelation::kendall));
    }

    /** The same as {@link #kendallLeaveOneOut} by Spearman's rho. */
    public ExplanationMetric spearmanLeaveOneOut() {
        return higher("Spearman leave-one-out", PerturbationMeasure.singleDrops(RankCorrelation::spearman));
    }

    /**
     * Whether the score never falls as words are added, the least salient first, 1 or 0; the first step is from one word to two.
     *
     * @see <a href="https://arxiv.org/abs/1909.03012">Arya et al. (2019), AI Explainability 360</a>
     */
    public ExplanationMetric monotonicity() {
        return higher("monotonicity", PerturbationMeasure.monotone());
    }

    /**
     * Infidelity, normalised: the mean squared difference between the summed values of a random set of words, times the factor that
     * fits best, and the drop of the score without them. So the scale of the values does not count; values of 0 have the mean square
     * of the drops.
     *
     * @param samples sets of words per text, at least 1; their sizes are uniform from 1 to all words
     * @param seed of the sets, together with the words
     * @see <a href="https://arxiv.org/abs/1901.09392">Yeh et al. (2019)</a>
     */
    public ExplanationMetric infidelity(int samples, long seed) {
        return lower("infidelity", PerturbationMeasure.infidelity(samples, seed));
    }

    private ExplanationMetric higher(String name, PerturbationMeasure measure) {
        return new PerturbationMetric(name, Direction.HIGHER_IS_BETTER, scoring, measure);
    }

    private ExplanationMetric lower(String name, PerturbationMeasure measure) {
        return new PerturbationMetric(name, Direction.LOWER_IS_BETTER, scoring, measure);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
