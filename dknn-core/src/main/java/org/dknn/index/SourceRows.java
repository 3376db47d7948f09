package org.dknn.index;

import java.util.Objects;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;

/**
 * Consecutive rows of a source.
 *
 * @param from the first row
 * @param to the row after the last
 */
record SourceRows(VectorSource source, int from, int to) implements VectorSource {

    @Override
    public int rows() {
        return to - from;
    }

    @Override
    public int columns() {
        return source.columns();
    }

    @Override
    public FloatMatrix rows(int first, int end) {
        Objects.checkFromToIndex(first, end, rows());
        return source.rows(from + first, from + end);
    }

    @Override
    public int blockRows() {
        return source.blockRows();
    }
}
