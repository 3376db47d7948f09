package org.dknn.nlp.attribution;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Every set of few groups. */
record AllCoalitions(int groups) implements Coalitions {

    /** Set i has the groups whose bits are 1 in i. */
    @Override
    public List<BitSet> asked() {
        return IntStream.range(0, (1 << groups) - 1)
                .mapToObj(set -> BitSet.valueOf(new long[] {set}))
                .toList();
    }

    @Override
    public double[] values(double all, double[] scores) {
        if (!Removals.isComplete(scores) || Double.isNaN(all)) {
            return new double[groups];
        }
        double[] weights = weights();
        double[] values = new double[groups];
        for (int set = 0; set < scores.length; set++) {
            for (int group = 0; group < groups; group++) {
                if ((set >> group & 1) == 0) {
                    int joined = set | 1 << group;
                    double score = joined < scores.length ? scores[joined] : all;
                    values[group] += weights[Integer.bitCount(set)] * (score - scores[set]);
                }
            }
        }
        return values;
    }

    /** By the size of the set that a group joins: {@code size! (n - size - 1)! / n!}. */
    private double[] weights() {
        double[] weights = new double[groups];
        for (int size = 0; size < groups; size++) {
            double weight = 1.0 / groups;
            for (int i = 1; i <= size; i++) {
                weight *= (double) i / (groups - i);
            }
            weights[size] = weight;
        }
        return weights;
    }
}
