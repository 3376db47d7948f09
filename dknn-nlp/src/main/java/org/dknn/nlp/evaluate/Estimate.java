package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * A mean over texts with a 95 % interval: percentiles of the means of texts that are drawn with replacement.
 *
 * @param mean over the texts that have a value
 * @param low end of the interval
 * @param high end of the interval
 * @param count number of texts that have a value, at least 1
 * @see <a href="https://doi.org/10.1007/978-1-4899-4541-9">Efron and Tibshirani (1993), chapter 13</a>
 */
public record Estimate(double mean, double low, double high, int count) {

    private static final int DRAWS = 1_000;

    /** The mean of at least one value; the same values and seed always have the same interval. */
    static Estimate of(double[] values, long seed) {
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

    /** Whether the interval excludes 0. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
