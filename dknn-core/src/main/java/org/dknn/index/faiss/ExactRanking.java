package org.dknn.index.faiss;

import java.util.Arrays;
import org.dknn.index.Neighbors;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * Vectors in the order of their exact distances to a query; ties go to the lower ordinal.
 *
 * <p>Distance and ordinal share one long, with the bits of the distance above. Squared distances are never negative, so
 * the order of their bits is the order of their values.
 */
final class ExactRanking {

    private final long[] keys;

    private ExactRanking(long[] keys) {
        this.keys = keys;
    }

    /** Ranks the vectors of the given ordinals. */
    static ExactRanking of(RankingVectors vectors, int[] ordinals, PreparedVectors queries, int query) {
        float[] squared = vectors.squaredDistances(ordinals, queries, query);
        long[] keys = new long[ordinals.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) Float.floatToRawIntBits(squared[i]) << 32 | ordinals[i];
        }
        Arrays.sort(keys);
        return new ExactRanking(keys);
    }

    /** Squared distance of a rank. */
    float squared(int rank) {
        return Float.intBitsToFloat((int) (keys[rank] >>> 32));
    }

    /** The first k neighbors. */
    Neighbors first(int k, Metric metric) {
        int[] ordinals = new int[k];
        float[] distances = new float[k];
        for (int rank = 0; rank < k; rank++) {
            ordinals[rank] = (int) keys[rank];
            distances[rank] = metric.toDistance(squared(rank));
        }
        return Neighbors.wrap(ordinals, distances);
    }

    /** Number of vectors behind the first k that have the distance of the k-th. */
    int equalBehind(int k, Metric metric) {
        float last = metric.toDistance(squared(k - 1));
        int end = k;
        while (end < keys.length && metric.toDistance(squared(end)) == last) {
            end++;
        }
        return end - k;
    }
}
