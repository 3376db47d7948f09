package org.dknn.index.faiss;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * Prepared vectors in a file that is mapped into memory, so that the operating system reads those that are asked for and may drop them
 * again. The heap holds none of them. As one mapping has at most 2^31 bytes, there are several, of whole rows; so the values may be more
 * than 2^31.
 *
 * <p>Java unmaps them when it has collected this object as garbage. If the file is made shorter meanwhile, reading behind its new end throws
 * {@link InternalError}; deleting or replacing it does no harm on Linux.
 */
final class MappedVectors implements RankingVectors {

    /** Largest number of bytes of one mapping. */
    private static final int SEGMENT = Integer.MAX_VALUE;

    /** Rows that are copied to the heap at a time. */
    private static final int BLOCK = 1024;

    private final FloatBuffer[] segments;
    private final int segmentRows;
    private final int rows;
    private final int columns;
    private final Metric metric;
    private final BitSet directionless;

    private MappedVectors(FloatBuffer[] segments, Shape shape, Metric metric, Optional<BitSet> directionless) {
        this.segments = segments;
        this.segmentRows = shape.segmentRows();
        this.rows = shape.rows();
        this.columns = shape.columns();
        this.metric = metric;
        this.directionless = directionless.orElseGet(() -> metric == Metric.COSINE ? zeros() : new BitSet());
    }

    /** Number of rows and columns, and of bytes in a mapping. */
    record Shape(int rows, int columns, int segmentBytes) {

        static Shape of(int rows, int columns) {
            return new Shape(rows, columns, SEGMENT);
        }

        private int segmentRows() {
            return Math.min(rows, Math.max(1, segmentBytes / Float.BYTES / columns));
        }

        private long bytes(long rows) {
            return rows * columns * Float.BYTES;
        }
    }

    /**
     * Maps vectors that are prepared for a metric.
     *
     * @param offset of the first value, in bytes
     * @param directionless the vectors without a direction, if they are known; otherwise all vectors are read for cosine distance
     * @throws IOException if the file ends before the last value, or cannot be mapped
     */
    static MappedVectors map(FileChannel file, long offset, Shape shape, Metric metric, Optional<BitSet> directionless)
            throws IOException {
        if (offset + shape.bytes(shape.rows()) > file.size()) {
            throw new IOException("the file ends before the last of [" + shape.rows() + " x " + shape.columns()
                    + "] vectors: it has " + file.size() + " bytes");
        }
        int height = shape.segmentRows();
        FloatBuffer[] segments = new FloatBuffer[(shape.rows() - 1) / height + 1];
        for (int i = 0; i < segments.length; i++) {
            long first = (long) i * height;
            long bytes = shape.bytes(Math.min(height, shape.rows() - first));
            segments[i] = file.map(FileChannel.MapMode.READ_ONLY, offset + shape.bytes(first), bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
        }
        return new MappedVectors(segments, shape, metric, directionless);
    }

    private BitSet zeros() {
        BitSet zeros = new BitSet();
        float[] row = new float[columns];
        for (int r = 0; r < rows; r++) {
            copyRows(r, r + 1, row, 0);
            boolean anyOther = false;
            for (int c = 0; c < columns && !anyOther; c++) {
                anyOther = row[c] != 0;
            }
            zeros.set(r, !anyOther);
        }
        return zeros;
    }

    @Override
    public int size() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public boolean isDirectionless(int row) {
        return directionless.get(row);
    }

    @Override
    public void copyRows(int from, int to, float[] target, int offset) {
        Objects.checkFromToIndex(from, to, rows);
        int next = offset;
        for (int row = from; row < to; ) {
            int first = row % segmentRows;
            int count = Math.min(segmentRows - first, to - row);
            segments[row / segmentRows].get(first * columns, target, next, count * columns);
            next += count * columns;
            row += count;
        }
    }

    @Override
    public PreparedVectors rows(int[] ordinals) {
        float[] values = FloatMatrix.allocate(ordinals.length, columns);
        for (int i = 0; i < ordinals.length; i++) {
            copyRows(ordinals[i], ordinals[i] + 1, values, i * columns);
        }
        return PreparedVectors.restore(FloatMatrix.wrap(ordinals.length, columns, values), metric);
    }

    /** In blocks, as all vectors may be asked for. */
    @Override
    public float[] squaredDistances(int[] ordinals, PreparedVectors queries, int query) {
        float[] squared = new float[ordinals.length];
        for (int from = 0; from < squared.length; from += BLOCK) {
            PreparedVectors some = rows(Arrays.copyOfRange(ordinals, from, Math.min(squared.length, from + BLOCK)));
            for (int i = 0; i < some.matrix().rows(); i++) {
                squared[from + i] = some.squaredDistance(i, queries, query);
            }
        }
        return squared;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(rows);
        out.writeInt(columns);
        for (int from = 0; from < rows; from += BLOCK) {
            rows(IntStream.range(from, Math.min(rows, from + BLOCK)).toArray())
                    .matrix()
                    .writeValues(out);
        }
    }
}
