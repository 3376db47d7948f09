package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Percentile intervals of a mean, by drawing the texts with replacement.
 *
 * @see <a href="https://doi.org/10.1007/978-1-4899-4541-9">Efron and Tibshirani (1993), chapter 13</a>
 */
final class Bootstrap {

    private static final int DRAWS = 1_000;

    private final long seed;

    Bootstrap(long seed) {
        this.seed = seed;
    }

    /** The mean of at least one value, with its 95 % interval; the same values always have the same one. */
    Estimate estimate(double[] values) {
        // the same draws for every metric, so that tables do not change when a column is added
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[draw] = sum / values.length;
        }
        Percentile percentile = new Percentile();
        percentile.setData(means);
        double mean = Arrays.stream(values).average().orElseThrow();
        return new Estimate(mean, percentile.evaluate(2.5), percentile.evaluate(97.5), values.length);
    }
}
