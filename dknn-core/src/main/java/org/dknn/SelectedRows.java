package org.dknn;

import java.util.Objects;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;

/** Some rows of a source, such as those of one class. Near rows are read together. */
final class SelectedRows implements VectorSource {

    /** Rows that are read without need, to save a call. */
    private static final int GAP = 4;

    private final VectorSource source;

    /** Ordinals of the rows in the source, rising. */
    private final int[] ordinals;

    private SelectedRows(VectorSource source, int[] ordinals) {
        this.source = source;
        this.ordinals = ordinals;
    }

    /**
     * The rows of some ordinals. Those of a matrix are copied at once.
     *
     * @param ordinals rising; not copied, not to be changed
     */
    static VectorSource of(VectorSource source, int[] ordinals) {
        return source instanceof FloatMatrix matrix ? matrix.select(ordinals) : new SelectedRows(source, ordinals);
    }

    /** The rows of some ordinals, in any order. */
    static FloatMatrix matrix(VectorSource source, int[] ordinals) {
        float[] values = FloatMatrix.allocate(ordinals.length, source.columns());
        for (int i = 0; i < ordinals.length; i++) {
            source.rows(ordinals[i], ordinals[i] + 1).copyRows(0, 1, values, i * source.columns());
        }
        return FloatMatrix.wrap(ordinals.length, source.columns(), values);
    }

    @Override
    public int rows() {
        return ordinals.length;
    }

    @Override
    public int columns() {
        return source.columns();
    }

    @Override
    public FloatMatrix rows(int from, int to) {
        Objects.checkFromToIndex(from, to, ordinals.length);
        float[] values = FloatMatrix.allocate(to - from, columns());
        for (int start = from; start < to; ) {
            int end = endOfRun(start, to);
            int first = ordinals[start];
            FloatMatrix run = source.rows(first, ordinals[end - 1] + 1);
            for (int i = start; i < end; i++) {
                int row = ordinals[i] - first;
                run.copyRows(row, row + 1, values, (i - from) * columns());
            }
            start = end;
        }
        return FloatMatrix.wrap(to - from, columns(), values);
    }

    private int endOfRun(int start, int to) {
        int end = start + 1;
        int most = source.blockRows();
        while (end < to && ordinals[end] - ordinals[end - 1] <= GAP && ordinals[end] - ordinals[start] < most) {
            end++;
        }
        return end;
    }
}
