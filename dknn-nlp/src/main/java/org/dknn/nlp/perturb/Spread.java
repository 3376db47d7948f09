package org.dknn.nlp.perturb;

import java.util.List;

/** How what a unit is worth becomes what its words are worth. A word in no unit is worth 0. */
public enum Spread {
    /**
     * The mean, over the units that a word is in, of the unit's value divided by its number of words. Over units without
     * common words, the words' values sum up to the units' values.
     */
    EQUAL_SHARES {
        @Override
        double share(double value, int size) {
            return value / size;
        }
    },

    /** The mean, over the units that a word is in, of the unit's value. */
    WHOLE_VALUE {
        @Override
        double share(double value, int size) {
            return value;
        }
    };

    abstract double share(double value, int size);

    /**
     * Spreads values of units.
     *
     * @param words number of words
     * @param values one a unit
     * @return one value a word
     */
    public double[] spread(int words, List<FeatureGroup> units, double[] values) {
        double[] sums = new double[words];
        int[] counts = new int[words];
        for (int i = 0; i < values.length; i++) {
            List<Integer> positions = units.get(i).positions();
            for (int position : positions) {
                sums[position] += share(values[i], positions.size());
                counts[position]++;
            }
        }
        for (int position = 0; position < words; position++) {
            sums[position] /= Math.max(1, counts[position]);
        }
        return sums;
    }
}
