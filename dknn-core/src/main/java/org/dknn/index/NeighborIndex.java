package org.dknn.index;

import java.util.List;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * A fixed set of vectors, asked for those nearest to a query.
 *
 * <p>Many threads may search at once. Searching after {@link #close} throws {@link IllegalStateException}.
 */
public interface NeighborIndex extends AutoCloseable {

    /** Number of vectors, at least 1. */
    int size();

    /** Width of each vector. */
    int dimension();

    /** The distance by which vectors are compared. */
    Metric metric();

    /**
     * Finds exactly k neighbors for each query, nearest first, the lower ordinal first among equally near ones.
     *
     * @param queries {@code [n x dimension]}, finite; n may be 0
     * @param k in {@code 1..size}
     * @return one entry a query, in the order of the queries
     * @throws IllegalArgumentException if the width is wrong, a value not finite, or k out of range
     */
    List<Neighbors> search(FloatMatrix queries, int k);

    /** Frees what the index holds; a second call does nothing. */
    @Override
    default void close() {}

    /**
     * Checks the arguments of a {@link #search}: for implementations, at their door.
     *
     * @throws IllegalArgumentException as {@code search} says
     */
    default void requireSearchable(FloatMatrix queries, int k) {
        if (queries.columns() != dimension()) {
            throw new IllegalArgumentException(
                    "queries must have " + dimension() + " columns as the index has, got " + queries.columns());
        }
        if (k < 1 || k > size()) {
            throw new IllegalArgumentException("k must be in 1.." + size() + ", got " + k);
        }
        queries.requireFinite("queries");
    }
}
