package org.dknn.reliability;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;

/**
 * Number of times each reference example is among the k nearest of the others, over all layers. In high-dimensional
 * spaces some examples, the hubs, are neighbors of many others. Immutable.
 *
 * @see <a href="https://jmlr.org/papers/v11/radovanovic10a.html">Radovanovic, Nanopoulos and Ivanovic (2010), Hubs in
 *     space</a>
 */
public final class Hubs {

    private final int[] occurrences;

    Hubs(int[] occurrences) {
        this.occurrences = occurrences.clone();
    }

    /** Number of reference examples. */
    public int size() {
        return occurrences.length;
    }

    /** Number of times an example is a neighbor of others, in {@code 0..(size - 1) * layers}. */
    public int occurrences(int ordinal) {
        return occurrences[ordinal];
    }

    /**
     * Sample skewness of the occurrences: about 0 without hubs, above 1 with strong hubs; 0 with fewer than three
     * examples or equal occurrences.
     */
    public double skewness() {
        double value = new Skewness()
                .evaluate(Arrays.stream(occurrences).asDoubleStream().toArray());
        return Double.isNaN(value) ? 0 : value;
    }

    /** Number of examples that are neighbors of none. */
    public int orphans() {
        return (int) Arrays.stream(occurrences).filter(count -> count == 0).count();
    }

    /** Ordinals of the examples that occur most often, by falling occurrences, then by ordinal. */
    public List<Integer> largest(int count) {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(ordinal -> -occurrences[ordinal]))
                .limit(count)
                .toList();
    }

    @Override
    public String toString() {
        return "Hubs[" + size() + " examples, skewness " + skewness() + ", " + orphans() + " orphans]";
    }
}
