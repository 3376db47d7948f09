package org.dknn.nlp.evaluate;

import java.util.Locale;
import java.util.Objects;
import org.dknn.ScoreFunction;
import org.dknn.nlp.perturb.Perturbation;

/**
 * Metrics of whether an explanation tells what the model does: words are taken away, and the score of the explained label, which
 * stays that of the whole text, tells how right the explanation was.
 *
 * <p>Of words of equal saliency the earlier one counts as more salient, so an explanation that says nothing is judged as one that
 * prefers the first words. No metric has a value for a text without words.
 */
public final class Faithfulness {

    private static final double[] ERASER_SHARES = {.01, .05, .1, .2, .5};

    private final ScoreFunction score;
    private final Erasure erasure;

    private Faithfulness(ScoreFunction score, Perturbation removal) {
        this.score = Objects.requireNonNull(score, "score");
        this.erasure = new Erasure(Objects.requireNonNull(removal, "removal"));
    }

    /** Metrics of the network's own probability, with words deleted: what other tools report. */
    public static Faithfulness ofProbability() {
        return of(ScoreFunction.PROBABILITY, Perturbation.delete());
    }

    /** Metrics of any score, with words taken away in any way. */
    public static Faithfulness of(ScoreFunction score, Perturbation removal) {
        return new Faithfulness(score, removal);
    }

    /**
     * The drop of the score without the most salient words.
     *
     * @param share of the words, in {@code (0, 1]}, rounded up
     * @see <a href="https://arxiv.org/abs/1911.03429">DeYoung et al. (2020), ERASER</a>
     */
    public ExplanationMetric comprehensiveness(double share) {
        return higher("comprehensiveness " + percent(share), removed(TopShares.of(share), 0));
    }

    /** The drop of the score with only the most salient words, a share rounded up; below 0 if they alone do better. */
    public ExplanationMetric sufficiency(double share) {
        return lower("sufficiency " + percent(share), kept(TopShares.of(share), 0));
    }

    /** Mean comprehensiveness of 1, 5, 10, 20 and 50 % of the words: AOPC as ERASER defines it. */
    public ExplanationMetric eraserComprehensiveness() {
        return higher("AOPC comprehensiveness (ERASER)", removed(TopShares.of(ERASER_SHARES), 0));
    }

    /** Mean sufficiency of 1, 5, 10, 20 and 50 % of the words: AOPC as ERASER defines it. */
    public ExplanationMetric eraserSufficiency() {
        return lower("AOPC sufficiency (ERASER)", kept(TopShares.of(ERASER_SHARES), 0));
    }

    /**
     * AOPC comprehensiveness as ferret defines it: the mean over 10, 20 to 100 % of the words, rounded down, of those with a
     * saliency above 0, each set of words once; 0 if there is none. Where ferret lets the later of two equal words go first, the
     * earlier does here.
     *
     * @see <a href="https://arxiv.org/abs/2208.01575">Attanasio et al. (2023), ferret</a>
     */
    public ExplanationMetric ferretComprehensiveness() {
        return higher("AOPC comprehensiveness (ferret)", removed(TopShares.ferret(), 0));
    }

    /** AOPC sufficiency as ferret defines it, over the sets of {@link #ferretComprehensiveness}; 1 if there is none. */
    public ExplanationMetric ferretSufficiency() {
        return lower("AOPC sufficiency (ferret)", kept(TopShares.ferret(), 1));
    }

    /**
     * Log-probability of the label without the most salient words less that of the whole text; the lower the better. Always of
     * the network's probability, of which less than 1e-12 counts as that.
     *
     * @param share of the words, in {@code (0, 1]}, rounded down, but at least one
     * @see <a href="https://arxiv.org/abs/2108.13654">Sanyal and Ren (2021), DIG</a>
     */
    public ExplanationMetric logOdds(double share) {
        TopShares.of(share);
        return new ErasureMetric(
                "log-odds " + percent(share),
                Direction.LOWER_IS_BETTER,
                ScoreFunction.PROBABILITY,
                new LogOddsPlan(share, erasure));
    }

    /**
     * Mean height of the score as words go, the most salient first, from the whole text to none; the lower the better. Needs two
     * words.
     *
     * @see <a href="https://arxiv.org/abs/1806.07421">Petsiuk et al. (2018), RISE</a>
     */
    public ExplanationMetric deletionArea() {
        return lower("deletion AUC", new CurvePlan(erasure::without));
    }

    /** Mean height of the score as words come, the most salient first, in their places; the higher the better. */
    public ExplanationMetric insertionArea() {
        return higher("insertion AUC", new CurvePlan(erasure::only));
    }

    /**
     * Kendall's tau-b between the saliency and the drop of the score without each word; 0 for a constant saliency, without
     * meaning where all drops are equal. Leave-one-out by the same score gets 1 and proves nothing.
     */
    public ExplanationMetric kendallLeaveOneOut() {
        return higher("tau leave-one-out", new SingleDropsPlan(erasure, RankCorrelation::kendall));
    }

    /** As {@link #kendallLeaveOneOut}, by Spearman's rho. */
    public ExplanationMetric spearmanLeaveOneOut() {
        return higher("Spearman leave-one-out", new SingleDropsPlan(erasure, RankCorrelation::spearman));
    }

    /**
     * Whether the score never falls as words come, the least salient first, 1 or 0; the first step is that from one word to two.
     *
     * @see <a href="https://arxiv.org/abs/1909.03012">Arya et al. (2019), AI Explainability 360</a>
     */
    public ExplanationMetric monotonicity() {
        return higher("monotonicity", new MonotonePlan(erasure));
    }

    /**
     * Infidelity, normalised: how far the summed saliency of a random set of words, times the factor that fits best, is from the
     * drop of the score without them, as a mean square. So no scale of the saliency counts; an empty one has the mean square of
     * the drops.
     *
     * @param samples sets of words a text, at least 1; each has any size from 1 to all words alike
     * @param seed of the sets, together with the words
     * @see <a href="https://arxiv.org/abs/1901.09392">Yeh et al. (2019)</a>
     */
    public ExplanationMetric infidelity(int samples, long seed) {
        return lower("infidelity", new InfidelityPlan(erasure, samples, seed));
    }

    private ErasurePlan removed(RationalePlan.Rationales rationales, double otherwise) {
        return new RationalePlan(rationales, erasure::without, otherwise);
    }

    private ErasurePlan kept(RationalePlan.Rationales rationales, double otherwise) {
        return new RationalePlan(rationales, erasure::only, otherwise);
    }

    private ExplanationMetric higher(String name, ErasurePlan plan) {
        return new ErasureMetric(name, Direction.HIGHER_IS_BETTER, score, plan);
    }

    private ExplanationMetric lower(String name, ErasurePlan plan) {
        return new ErasureMetric(name, Direction.LOWER_IS_BETTER, score, plan);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
