package org.dknn.nlp.evaluate;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Words of a text ordered by their values. Of equal ones the earlier word comes first, whatever the order. */
final class WordRanking {

    private WordRanking() {}

    /** Positions, the largest value first. */
    static int[] descending(double[] values) {
        return sorted(
                values,
                Comparator.<Integer>comparingDouble(i -> plain(values[i])).reversed());
    }

    /** Positions, the smallest value first. */
    static int[] ascending(double[] values) {
        return sorted(values, Comparator.comparingDouble(i -> plain(values[i])));
    }

    /** With one zero: -0.0 would sort below 0.0. */
    private static double plain(double value) {
        return value + 0.0;
    }

    private static int[] sorted(double[] values, Comparator<Integer> order) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The positions of the largest values, at most as many as there are. */
    static BitSet top(double[] values, int count) {
        return positions(IntStream.of(descending(values)).limit(count));
    }

    /** The positions of the largest values above 0. */
    static BitSet topPositive(double[] values, int count) {
        return positions(
                IntStream.of(descending(values)).filter(i -> values[i] > 0).limit(count));
    }

    private static BitSet positions(IntStream positions) {
        BitSet set = new BitSet();
        positions.forEach(set::set);
        return set;
    }
}
