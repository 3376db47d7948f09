package org.dknn.index.faiss;

/** Rows that FAISS found: k per query with their squared distances, nearest first; row -1 where it found fewer. */
final class Candidates {

    private final int k;
    private final long[] rows;
    private final float[] distances;

    /** Takes ownership of both arrays, {@code k} values per query. */
    Candidates(int k, long[] rows, float[] distances) {
        this.k = k;
        this.rows = rows;
        this.distances = distances;
    }

    /** Number of rows found for a query, 0 to k. */
    int count(int query) {
        int count = 0;
        while (count < k && rows[query * k + count] >= 0) {
            count++;
        }
        return count;
    }

    /** The row of a rank below {@link #count}. */
    int row(int query, int rank) {
        return (int) rows[query * k + rank];
    }

    /**
     * The squared distance of the last of k rows; every row that was not found is at least as far. NaN if fewer than k
     * were found, because then nothing is known of the others.
     */
    float farthest(int query) {
        return count(query) == k ? distances[query * k + k - 1] : Float.NaN;
    }
}
