package org.dknn.index;

import java.util.Arrays;
import java.util.Objects;

/**
 * Ordinals and distances of the k nearest vectors of one query, nearest first.
 *
 * <p>Among equally near ones the lower ordinal comes first. Immutable.
 */
public final class Neighbors {

    private final int[] ordinals;
    private final float[] distances;

    private Neighbors(int[] ordinals, float[] distances) {
        if (ordinals.length != distances.length) {
            throw new IllegalArgumentException(
                    "needs a distance for each ordinal, got " + ordinals.length + " and " + distances.length);
        }
        this.ordinals = ordinals;
        this.distances = distances;
    }

    /**
     * Wraps arrays without copying them; takes ownership.
     *
     * @param ordinals rows of the indexed set, nearest first
     * @param distances as many, never falling
     */
    public static Neighbors wrap(int[] ordinals, float[] distances) {
        return new Neighbors(
                Objects.requireNonNull(ordinals, "ordinals"), Objects.requireNonNull(distances, "distances"));
    }

    /** Number of neighbors. */
    public int size() {
        return ordinals.length;
    }

    /** Row in the indexed set, from 0, of the neighbor at a rank; rank 0 is the nearest. */
    public int ordinal(int rank) {
        return ordinals[rank];
    }

    /** Distance of the neighbor at a rank, in the index's metric. */
    public float distance(int rank) {
        return distances[rank];
    }

    /** A copy of all ordinals, nearest first. */
    public int[] ordinals() {
        return ordinals.clone();
    }

    /** A copy of all distances, nearest first. */
    public float[] distances() {
        return distances.clone();
    }

    /**
     * The same neighbors with other ordinals.
     *
     * @param ordinals the new ordinal of each current one; rising, so that ties stay in order
     */
    public Neighbors mapped(int[] ordinals) {
        int[] mapped = new int[this.ordinals.length];
        Arrays.setAll(mapped, rank -> ordinals[this.ordinals[rank]]);
        return new Neighbors(mapped, distances);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Neighbors that
                && Arrays.equals(ordinals, that.ordinals)
                && Arrays.equals(distances, that.distances);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ordinals) + Arrays.hashCode(distances);
    }

    @Override
    public String toString() {
        return "Neighbors" + Arrays.toString(ordinals) + Arrays.toString(distances);
    }
}
