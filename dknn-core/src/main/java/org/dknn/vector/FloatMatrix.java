package org.dknn.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Immutable {@code [rows x columns]} matrix of floats, stored row by row in one array.
 *
 * <p>Safe for use by many threads. Values are stored as given; {@link #requireFinite} refuses NaN and infinity.
 */
public final class FloatMatrix implements VectorSource {

    private static final int CHUNK = 1 << 14;
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private final int rows;
    private final int columns;
    private final float[] values;

    private FloatMatrix(int rows, int columns, float[] values) {
        if (rows < 0 || columns < 1) {
            throw new IllegalArgumentException(
                    "a matrix needs rows >= 0 and columns >= 1, got [" + rows + " x " + columns + "]");
        }
        if ((long) rows * columns != values.length) {
            throw new IllegalArgumentException("a [" + rows + " x " + columns + "] matrix needs "
                    + (long) rows * columns + " values, got " + values.length);
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /**
     * Copies rows of equal length.
     *
     * @param rows at least one row; see {@link #copyOf(int, List)} for none
     * @throws IllegalArgumentException if there is no row, or two rows differ in length
     */
    public static FloatMatrix copyOf(float[]... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("needs at least one row to know the number of columns, got none");
        }
        int columns = rows[0].length;
        float[] values = allocate(rows.length, columns);
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != columns) {
                throw new IllegalArgumentException(
                        "rows must have " + columns + " columns as row 0 has, row " + r + " has " + rows[r].length);
            }
            System.arraycopy(rows[r], 0, values, r * columns, columns);
        }
        return new FloatMatrix(rows.length, columns, values);
    }

    /**
     * Copies rows of a known length; there may be none.
     *
     * @param columns number of columns, at least 1
     * @throws IllegalArgumentException if a row has another length
     */
    public static FloatMatrix copyOf(int columns, List<float[]> rows) {
        float[] values = allocate(rows.size(), columns);
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).length != columns) {
                throw new IllegalArgumentException(
                        "rows must have " + columns + " columns, row " + r + " has " + rows.get(r).length);
            }
            System.arraycopy(rows.get(r), 0, values, r * columns, columns);
        }
        return new FloatMatrix(rows.size(), columns, values);
    }

    /**
     * Wraps an array without copying it; takes ownership, so the caller must not change the array afterwards.
     *
     * @param values row by row, {@code rows * columns} of them
     */
    public static FloatMatrix wrap(int rows, int columns, float[] values) {
        return new FloatMatrix(rows, columns, Objects.requireNonNull(values, "values"));
    }

    /**
     * The rows of several matrices, one after another.
     *
     * @param parts at least one, all of the same number of columns
     */
    public static FloatMatrix concat(List<FloatMatrix> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("needs at least one matrix to know the number of columns, got none");
        }
        int columns = parts.get(0).columns;
        for (int part = 1; part < parts.size(); part++) {
            if (parts.get(part).columns != columns) {
                throw new IllegalArgumentException("rows must have " + columns
                        + " columns as those of matrix 0 have, matrix " + part + " has " + parts.get(part).columns);
            }
        }
        float[] values = allocate(parts.stream().mapToLong(FloatMatrix::rows).sum(), columns);
        int next = 0;
        for (FloatMatrix part : parts) {
            System.arraycopy(part.values, 0, values, next, part.values.length);
            next += part.values.length;
        }
        return new FloatMatrix(values.length / columns, columns, values);
    }

    /**
     * A new array for the values of a matrix, all 0.
     *
     * @throws IllegalArgumentException if there are more than an array holds
     */
    public static float[] allocate(long rows, int columns) {
        if (rows > MAX_VALUES || rows * columns > MAX_VALUES) {
            throw new IllegalArgumentException("a matrix holds at most " + MAX_VALUES + " values, got [" + rows + " x "
                    + columns + "]; use fewer rows or columns");
        }
        return new float[(int) rows * columns];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** The value at a row and column. */
    public float get(int row, int column) {
        return values[Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns)];
    }

    /** The column of a row's largest value; the lowest such column. */
    public int argMax(int row) {
        int best = 0;
        for (int column = 1; column < columns; column++) {
            if (get(row, column) > get(row, best)) {
                best = column;
            }
        }
        return best;
    }

    /** The sum of each column, in single precision. */
    public float[] columnSums() {
        float[] sums = new float[columns];
        float[] row = new float[columns];
        for (int start = 0; start < values.length; start += columns) {
            // Java makes vector instructions only of loops over arrays from their begin
            System.arraycopy(values, start, row, 0, columns);
            for (int column = 0; column < sums.length; column++) {
                sums[column] += row[column];
            }
        }
        return sums;
    }

    /** A copy of one row. */
    public float[] row(int row) {
        int start = Objects.checkIndex(row, rows) * columns;
        return Arrays.copyOfRange(values, start, start + columns);
    }

    /** A copy of the rows {@code [from, to)}. */
    @Override
    public FloatMatrix rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        return new FloatMatrix(to - from, columns, Arrays.copyOfRange(values, from * columns, to * columns));
    }

    @Override
    public FloatMatrix toMatrix() {
        return this;
    }

    /** A copy of the given rows, in their order; a row may occur more than once. */
    public FloatMatrix select(int... ordinals) {
        float[] selected = allocate(ordinals.length, columns);
        for (int i = 0; i < ordinals.length; i++) {
            System.arraycopy(values, Objects.checkIndex(ordinals[i], rows) * columns, selected, i * columns, columns);
        }
        return new FloatMatrix(ordinals.length, columns, selected);
    }

    /** Copies the rows {@code [from, to)}, row by row, to {@code target} from {@code offset} on. */
    public void copyRows(int from, int to, float[] target, int offset) {
        Objects.checkFromToIndex(from, to, rows);
        System.arraycopy(values, from * columns, target, offset, (to - from) * columns);
    }

    /**
     * Returns this matrix if all values are finite.
     *
     * @param what names the matrix in the message, for example {@code "activations of layer dense"}
     * @throws IllegalArgumentException if a value is NaN or infinite; the message names the first such row
     */
    public FloatMatrix requireFinite(String what) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(what + " must be finite, got " + values[i] + " at row " + i / columns
                        + ", column " + i % columns);
            }
        }
        return this;
    }

    /** Returns this matrix if no absolute value is above a bound. */
    FloatMatrix requireWithin(float bound, String what) {
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) > bound) {
                throw new IllegalArgumentException(what + " must be at most " + bound
                        + " in absolute value, or squared distances overflow, got " + values[i] + " at row "
                        + i / columns
                        + ", column " + i % columns + "; scale them, or use Metric.COSINE");
            }
        }
        return this;
    }

    /** Whether all rows are equal. */
    public boolean hasEqualRows() {
        for (int i = columns; i < values.length; i++) {
            if (values[i] != values[i - columns]) {
                return false;
            }
        }
        return true;
    }

    /** The largest absolute value; 0 if there are none. */
    public float largestAbsolute() {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Writes shape and values: two ints, then the floats in little endian, row by row. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(rows);
        out.writeInt(columns);
        writeValues(out);
    }

    /** Writes the values as {@link #write} does, without the shape: a matrix can so be written block by block. */
    public void writeValues(DataOutput out) throws IOException {
        byte[] bytes = new byte[CHUNK * Float.BYTES];
        for (int start = 0; start < values.length; start += CHUNK) {
            int count = Math.min(CHUNK, values.length - start);
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .put(values, start, count);
            out.write(bytes, 0, count * Float.BYTES);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the input ends early or has an impossible shape
     */
    public static FloatMatrix read(DataInput in) throws IOException {
        int rows = in.readInt();
        int columns = in.readInt();
        if (rows < 0 || columns < 1 || (long) rows * columns > MAX_VALUES) {
            throw new IOException("impossible shape of a matrix: [" + rows + " x " + columns + "]");
        }
        float[] values = new float[rows * columns];
        byte[] bytes = new byte[CHUNK * Float.BYTES];
        for (int start = 0; start < values.length; start += CHUNK) {
            int count = Math.min(CHUNK, values.length - start);
            in.readFully(bytes, 0, count * Float.BYTES);
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, start, count);
        }
        return new FloatMatrix(rows, columns, values);
    }

    /** The values themselves, for the kernels of this package: not a copy. */
    float[] values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatMatrix that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FloatMatrix[" + rows + " x " + columns + "]";
    }
}
