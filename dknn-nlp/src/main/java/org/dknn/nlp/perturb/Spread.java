package org.dknn.nlp.perturb;

import java.util.List;

/** How what a group is worth becomes what its words are worth. A word in no group is worth 0. */
public enum Spread {
    /**
     * The mean, over the groups that a word is in, of the group's value divided by its number of words. Over groups without
     * common words, the words' values sum up to the groups' values.
     */
    EQUAL_SHARES {
        @Override
        double share(double value, int size) {
            return value / size;
        }
    },

    /** The mean, over the groups that a word is in, of the group's value. */
    WHOLE_VALUE {
        @Override
        double share(double value, int size) {
            return value;
        }
    };

    abstract double share(double value, int size);

    /**
     * Spreads values of groups.
     *
     * @param words number of words
     * @param values one per group
     * @return one value per word
     */
    public double[] spread(int words, List<FeatureGroup> groups, double[] values) {
        double[] sums = new double[words];
        int[] counts = new int[words];
        for (int i = 0; i < values.length; i++) {
            List<Integer> positions = groups.get(i).positions();
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
