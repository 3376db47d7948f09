package org.dknn.conformal;

import java.util.List;

/**
 * Combination of the p-values of several layers into one.
 *
 * <p>Layers of a network are dependent. Only {@link #TWICE_MEAN} and {@link #BONFERRONI} are valid under dependence: at
 * most e with probability at most e. The others are scores for ranking inputs.
 */
public enum PValueCombination {
    /** Chi-squared tail of {@code -2 sum(ln p)} with 2 m degrees of freedom. Source: Fisher (1925). */
    FISHER {
        @Override
        double combine(double[] values) {
            double half = 0;
            for (double value : values) {
                half -= Math.log(Math.max(value, Double.MIN_NORMAL));
            }
            double term = 1;
            double sum = 1;
            for (int i = 1; i < values.length; i++) {
                term *= half / i;
                sum += term;
            }
            return Math.exp(-half) * sum;
        }
    },

    /** {@code m / sum(1 / p)}; 0 if one is 0. Source: Wilson (2019), without its correction. */
    HARMONIC_MEAN {
        @Override
        double combine(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += 1 / value;
            }
            return values.length / sum;
        }
    },

    /** Twice the mean, at most 1; valid under any dependence. Source: Vovk and Wang (2020). */
    TWICE_MEAN {
        @Override
        double combine(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return 2 * sum / values.length;
        }
    },

    /** m times the smallest, at most 1; valid under any dependence. */
    BONFERRONI {
        @Override
        double combine(double[] values) {
            double smallest = 1;
            for (double value : values) {
                smallest = Math.min(smallest, value);
            }
            return values.length * smallest;
        }
    };

    abstract double combine(double[] values);

    /**
     * Combines p-values; a single one is returned unchanged.
     *
     * @param values at least one, each in {@code [0, 1]}
     * @return in {@code [0, 1]}
     */
    public double of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("needs at least one p-value, got none");
        }
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("p-values must be in [0, 1], got " + value);
            }
        }
        return values.length == 1 ? values[0] : Math.min(1, combine(values));
    }

    /** The p-values of all labels, each combined over layers. */
    public PValues of(List<PValues> layers) {
        int labels = layers.get(0).labels();
        double[] combined = new double[labels];
        for (int label = 0; label < labels; label++) {
            int current = label;
            combined[label] = of(
                    layers.stream().mapToDouble(layer -> layer.value(current)).toArray());
        }
        return PValues.copyOf(combined);
    }
}
