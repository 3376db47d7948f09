package org.dknn.reliability;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;

/**
 * How often each reference example is among the k nearest of the other ones, over all layers. In spaces of many dimensions some
 * examples, the hubs, are near to much and so vote on everything. Immutable.
 *
 * @see <a href="https://jmlr.org/papers/v11/radovanovic10a.html">Radovanovic, Nanopoulos and Ivanovic (2010), Hubs in space</a>
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

    /** How often an example is a neighbor of others, in {@code 0..(size - 1) * layers}. */
    public int occurrences(int ordinal) {
        return occurrences[ordinal];
    }

    /**
     * Skewness of the occurrences, as of a sample: about 0 without hubs, above 1 with strong ones; 0 with fewer than three
     * examples or when all occur equally often.
     */
    public double skewness() {
        double value = new Skewness()
                .evaluate(Arrays.stream(occurrences).asDoubleStream().toArray());
        return Double.isNaN(value) ? 0 : value;
    }

    /** Number of examples that are nobody's neighbor. */
    public int orphans() {
        return (int) Arrays.stream(occurrences).filter(count -> count == 0).count();
    }

    /** Ordinals of the examples that occur most often, falling; of equals the lower ordinal first. */
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
