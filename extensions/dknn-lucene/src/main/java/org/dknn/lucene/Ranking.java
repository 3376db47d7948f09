package org.dknn.lucene;

import java.util.Arrays;
import org.dknn.index.Neighbors;
import org.dknn.vector.Metric;

/**
 * Rows in the order of their exact distances to a query; ties go to the lower ordinal. For one thread.
 *
 * <p>Distance and ordinal share one long, with the bits of the distance above. Squared distances are never negative, so
 * the order of their bits is the order of their values.
 */
final class Ranking {

    private final long[] keys;
    private int count;

    /** A ranking of a known number of rows. */
    Ranking(int size) {
        keys = new long[size];
    }

    void add(float squared, int ordinal) {
        keys[count++] = (long) Float.floatToRawIntBits(squared) << 32 | ordinal;
    }

    /**
     * The nearest of the rows, after all are added.
     *
     * @param k at most their number
     * @param size number of rows of the index
     */
    Neighbors nearest(int k, Metric metric, int size) {
        Arrays.sort(keys);
        int[] ordinals = new int[k];
        float[] distances = new float[k];
        for (int rank = 0; rank < k; rank++) {
            ordinals[rank] = (int) keys[rank];
            distances[rank] = distance(rank, metric);
        }
        int end = k;
        while (end < keys.length && distance(end, metric) == distances[k - 1]) {
            end++;
        }
        Neighbors nearest = Neighbors.wrap(ordinals, distances);
        return keys.length == size ? nearest.withOthers(end - k) : nearest.withOtherCandidates(end - k);
    }

    private float distance(int rank, Metric metric) {
        return metric.toDistance(Float.intBitsToFloat((int) (keys[rank] >>> 32)));
    }
}
