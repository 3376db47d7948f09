package org.dknn.nlp.attribution;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Every set of few units. */
record AllCoalitions(int units) implements Coalitions {

    /** Set i has the units whose bits are 1 in i. */
    @Override
    public List<BitSet> asked() {
        return IntStream.range(0, (1 << units) - 1)
                .mapToObj(set -> BitSet.valueOf(new long[] {set}))
                .toList();
    }

    @Override
    public double[] values(double all, double[] scores) {
        double[] weights = weights();
        double[] values = new double[units];
        for (int set = 0; set < scores.length; set++) {
            for (int unit = 0; unit < units; unit++) {
                if ((set >> unit & 1) == 0) {
                    int joined = set | 1 << unit;
                    double score = joined < scores.length ? scores[joined] : all;
                    values[unit] += weights[Integer.bitCount(set)] * (score - scores[set]);
                }
            }
        }
        return values;
    }

    /** By the size of the set that a unit joins: {@code size! (n - size - 1)! / n!}. */
    private double[] weights() {
        double[] weights = new double[units];
        for (int size = 0; size < units; size++) {
            double weight = 1.0 / units;
            for (int i = 1; i <= size; i++) {
                weight *= (double) i / (units - i);
            }
            weights[size] = weight;
        }
        return weights;
    }
}
