package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.ScoreFunction;
import org.dknn.internal.TextSeed;
import org.dknn.nlp.perturb.FeatureGroup;

/**
 * The slopes of a linear model that imitates a score near a text, as LIME's: a number of its words, drawn evenly, is removed
 * at random many times, and texts nearer to the whole one count for more.
 *
 * <p>The weight of a text is {@code exp(-(100 d / width)^2 / 2)} with d its cosine distance from the whole text, both as 0s
 * and 1s of its groups.
 *
 * @param name of the method, for people
 * @param function what is imitated
 * @param budget how many texts are predicted; a removal that makes several texts costs as many times more
 * @param fit how the model is fitted
 * @see <a href="https://arxiv.org/abs/1602.04938">Ribeiro, Singh and Guestrin (2016)</a>
 */
public record LocalLinearModel(String name, ValueFunction function, SamplingBudget budget, Fit fit)
        implements Attribution {

    /**
     * How a model is fitted.
     *
     * @param width of the kernel, more than 0; 25 in LIME
     * @param ridge penalty on squared slopes, as a share of the summed weights, more than 0
     */
    public record Fit(double width, double ridge) {

        /** Checks the numbers. */
        public Fit {
            if (!(width > 0) || !(ridge > 0)) {
                throw new IllegalArgumentException("needs a width and a ridge above 0, got " + width + " and " + ridge);
            }
        }
    }

    /** Checks that all parts are there. */
    public LocalLinearModel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(fit, "fit");
    }

    /** A model of a score with LIME's kernel, of texts with deleted words. */
    public static LocalLinearModel of(ScoreFunction score, SamplingBudget budget) {
        return new LocalLinearModel("LIME", ValueFunction.of(score), budget, new Fit(25, 1e-4));
    }

    @Override
    public String limitsName() {
        return LimitsName.of(name, function);
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<String> words = features.words();
        List<FeatureGroup> groups = function.groups().groups(words);
        List<BitSet> samples = samples(groups.size(), new Random(TextSeed.of(budget.seed(), words)));
        return new Removals(features, function.perturbation(), prediction -> target.score(function.score(), prediction))
                .plan(samples.size(), i -> ValueFunction.removed(groups, samples.get(i)), (whole, scores) -> {
                    double[] slopes = slopes(groups.size(), samples, scores);
                    Attributions found = Attributions.of(
                            name, target, function.groups().spread().spread(words.size(), groups, slopes));
                    return Removals.isComplete(scores) ? found : found.withNoneFinished();
                });
    }

    /** The sets of groups that are there; the first is that of all. */
    private List<BitSet> samples(int groups, Random random) {
        List<BitSet> samples = new ArrayList<>();
        if (groups == 0) {
            return samples;
        }
        List<Integer> order = IntStream.range(0, groups).boxed().collect(Collectors.toCollection(ArrayList::new));
        for (int sample = 0; sample < budget.texts(); sample++) {
            BitSet present = new BitSet(groups);
            present.set(0, groups);
            if (sample > 0) {
                Collections.shuffle(order, random);
                order.subList(0, 1 + random.nextInt(groups)).forEach(present::clear);
            }
            samples.add(present);
        }
        return samples;
    }

    /** Of the samples that were answered. */
    private double[] slopes(int groups, List<BitSet> asked, double[] allScores) {
        double[] scores =
                Arrays.stream(allScores).filter(score -> !Double.isNaN(score)).toArray();
        if (scores.length == 0) {
            return new double[groups];
        }
        List<BitSet> samples = IntStream.range(0, allScores.length)
                .filter(i -> !Double.isNaN(allScores[i]))
                .mapToObj(asked::get)
                .toList();
        double[][] rows = new double[samples.size()][groups];
        double[] weights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            BitSet present = samples.get(i);
            for (int group = 0; group < groups; group++) {
                rows[i][group] = present.get(group) ? 1 : 0;
            }
            double distance = 100 * (1 - Math.sqrt((double) present.cardinality() / groups)) / fit.width();
            weights[i] = Math.exp(-distance * distance / 2);
        }
        return RidgeRegression.slopes(rows, scores, weights, fit.ridge());
    }
}
