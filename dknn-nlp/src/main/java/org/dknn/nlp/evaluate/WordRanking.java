package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.OptionalDouble;
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

    /** The share of the words of the largest score, most often one, that are wanted; undefined where none is. */
    static OptionalDouble topHit(double[] scores, BitSet wanted) {
        double largest = Arrays.stream(scores).max().orElseThrow();
        return wanted.isEmpty()
                ? OptionalDouble.empty()
                : IntStream.range(0, scores.length)
                        .filter(i -> scores[i] == largest)
                        .mapToDouble(i -> wanted.get(i) ? 1 : 0)
                        .average();
    }
}
