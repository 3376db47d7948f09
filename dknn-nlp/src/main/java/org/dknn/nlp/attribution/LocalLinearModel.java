package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.internal.TextSeed;
import org.dknn.nlp.perturb.FeatureGroup;

/**
 * The slopes of a linear model that imitates a score near a text, as LIME's: a number of its words, drawn evenly, is removed
 * at random many times, and texts nearer to the whole one count for more.
 *
 * <p>The weight of a text is {@code exp(-(100 d / width)^2 / 2)} with d its cosine distance from the whole text, both as 0s
 * and 1s of its units.
 *
 * @param name of the method, for people
 * @param game what is imitated
 * @param budget how many texts are predicted; a removal that makes several texts costs as many times more
 * @param fit how the model is fitted
 * @see <a href="https://arxiv.org/abs/1602.04938">Ribeiro, Singh and Guestrin (2016)</a>
 */
public record LocalLinearModel(String name, ValueFunction game, SamplingBudget budget, Fit fit) implements Attribution {

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
        Objects.requireNonNull(game, "game");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(fit, "fit");
    }

    /** A model of a score with LIME's kernel, of texts with deleted words. */
    public static LocalLinearModel of(ScoreFunction score, SamplingBudget budget) {
        return new LocalLinearModel("LIME", ValueFunction.of(score), budget, new Fit(25, 1e-4));
    }

    @Override
    public Attributions score(List<String> words, Prediction original, Target target, Predictor predictor) {
        List<FeatureGroup> units = game.units().units(words);
        List<BitSet> samples = samples(units.size(), new Random(TextSeed.of(budget.seed(), words)));
        double[] scores = new Ablation(words, game.removal(), predictor)
                .scores(
                        samples.size(),
                        i -> ValueFunction.removed(units, samples.get(i)),
                        prediction -> target.score(game.score(), prediction));
        double[] slopes = slopes(units.size(), samples, scores);
        return Attributions.of(name, target, game.units().spread().spread(words.size(), units, slopes));
    }

    /** The sets of units that are there; the first is that of all. */
    private List<BitSet> samples(int units, Random random) {
        List<BitSet> samples = new ArrayList<>();
        if (units == 0) {
            return samples;
        }
        List<Integer> order = IntStream.range(0, units).boxed().collect(Collectors.toCollection(ArrayList::new));
        for (int sample = 0; sample < budget.texts(); sample++) {
            BitSet present = new BitSet(units);
            present.set(0, units);
            if (sample > 0) {
                Collections.shuffle(order, random);
                order.subList(0, 1 + random.nextInt(units)).forEach(present::clear);
            }
            samples.add(present);
        }
        return samples;
    }

    private double[] slopes(int units, List<BitSet> samples, double[] scores) {
        if (units == 0) {
            return new double[0];
        }
        double[][] rows = new double[samples.size()][units];
        double[] weights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            BitSet present = samples.get(i);
            for (int unit = 0; unit < units; unit++) {
                rows[i][unit] = present.get(unit) ? 1 : 0;
            }
            double distance = 100 * (1 - Math.sqrt((double) present.cardinality() / units)) / fit.width();
            weights[i] = Math.exp(-distance * distance / 2);
        }
        return RidgeRegression.slopes(rows, scores, weights, fit.ridge());
    }
}
