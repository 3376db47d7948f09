package org.dknn.vector;

/**
 * Float vectors of equal length, read in blocks of rows. A {@link FloatMatrix} is one; others read a file or another store, so
 * that the vectors need not fit in memory twice.
 *
 * <p>Implementations give the same values at every call and may be read by many threads.
 */
public interface VectorSource {

    /** Largest number of values that {@link #blockRows} plans for a block: 4 MB. */
    int BLOCK_VALUES = 1 << 20;

    /** Number of vectors, 0 or more. */
    int rows();

    /** Width of each vector, 1 or more. */
    int columns();

    /**
     * The vectors {@code [from, to)}, one per row.
     *
     * @throws IndexOutOfBoundsException if there are no such rows
     */
    FloatMatrix rows(int from, int to);

    /** Number of rows to be read at a time: at most {@value #BLOCK_VALUES} values, and at least one row. */
    default int blockRows() {
        return Math.max(1, BLOCK_VALUES / columns());
    }

    /**
     * All vectors as a matrix; a matrix gives itself.
     *
     * @throws IllegalArgumentException if there are more values than a matrix holds
     */
    default FloatMatrix toMatrix() {
        float[] values = FloatMatrix.allocate(rows(), columns());
        int block = blockRows();
        for (int from = 0; from < rows(); from += block) {
            FloatMatrix part = rows(from, Math.min(rows(), from + block));
            part.copyRows(0, part.rows(), values, from * columns());
        }
        return FloatMatrix.wrap(rows(), columns(), values);
    }
}
