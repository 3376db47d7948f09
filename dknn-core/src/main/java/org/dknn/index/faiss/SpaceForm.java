package org.dknn.index.faiss;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.dknn.vector.Metric;

/**
 * What makes a {@link NativeSpace} of vectors: its origin, and the vectors without a direction, of which FAISS may hold some. It is saved
 * with an index, so that loading need not read all vectors for it. Immutable.
 *
 * <p>Form: the number of columns and the origin; the number of vectors without a direction and their ordinals; the number of those that
 * FAISS holds and their ordinals.
 */
final class SpaceForm {

    private final float[] origin;
    private final BitSet directionless;
    private final BitSet leftOut;

    private SpaceForm(float[] origin, BitSet directionless, BitSet leftOut) {
        this.origin = origin;
        this.directionless = directionless;
        this.leftOut = leftOut;
    }

    /** The form of vectors whose mean is the origin, or the origin itself for cosine distance. */
    static SpaceForm of(ReadableRows vectors, Metric metric) {
        float[] origin = metric == Metric.EUCLIDEAN ? mean(vectors) : new float[vectors.columns()];
        return of(vectors, metric, origin);
    }

    private static SpaceForm of(ReadableRows vectors, Metric metric, float[] origin) {
        BitSet directionless = new BitSet();
        if (metric == Metric.COSINE) {
            IntStream.range(0, vectors.size()).filter(vectors::isDirectionless).forEach(directionless::set);
        }
        BitSet leftOut = (BitSet) directionless.clone();
        // FAISS needs at least one vector; exact distances decide, so the first may be one without a direction
        leftOut.clear(0);
        return new SpaceForm(origin, directionless, leftOut);
    }

    /** The form of other vectors with this origin. */
    SpaceForm with(ReadableRows vectors, Metric metric) {
        return of(vectors, metric, origin);
    }

    /** The origin without any vectors. */
    SpaceForm originOnly() {
        return new SpaceForm(origin, new BitSet(), new BitSet());
    }

    /** Width of the vectors. */
    int columns() {
        return origin.length;
    }

    /** The form of vectors after which come others, of the same origin. */
    SpaceForm followedBy(int size, SpaceForm others) {
        BitSet allDirectionless = (BitSet) directionless.clone();
        BitSet allLeftOut = (BitSet) leftOut.clone();
        others.directionless.stream().forEach(row -> allDirectionless.set(size + row));
        others.leftOut.stream().forEach(row -> allLeftOut.set(size + row));
        return new SpaceForm(origin, allDirectionless, allLeftOut);
    }

    private static float[] mean(ReadableRows vectors) {
        double[] sums = new double[vectors.columns()];
        float[] row = new float[sums.length];
        for (int r = 0; r < vectors.size(); r++) {
            vectors.copyRows(r, r + 1, row, 0);
            for (int c = 0; c < sums.length; c++) {
                sums[c] += row[c];
            }
        }
        float[] mean = new float[sums.length];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (float) (sums[c] / vectors.size());
        }
        return mean;
    }

    /** A copy of the origin. */
    float[] origin() {
        return origin.clone();
    }

    /** Whether another form has this origin, bit for bit. */
    boolean hasOriginOf(SpaceForm other) {
        return Arrays.equals(origin, other.origin);
    }

    /** Whether this can be the form of vectors of a shape. */
    boolean fits(int rows, int columns) {
        return origin.length == columns && directionless.length() <= rows && leftOut.cardinality() < rows;
    }

    /** A copy of the vectors without a direction, as a set of ordinals. */
    BitSet directionless() {
        return (BitSet) directionless.clone();
    }

    /** Number of vectors that FAISS does not hold. */
    int leftOutCount() {
        return leftOut.cardinality();
    }

    /** Ordinals of the vectors that FAISS does not hold, in increasing order. */
    int[] leftOut() {
        return leftOut.stream().toArray();
    }

    /** Ordinals of the vectors that FAISS holds, in increasing order. */
    int[] inside(int size) {
        return IntStream.range(0, size).filter(row -> !leftOut.get(row)).toArray();
    }

    /** Length of what {@link #write} writes, in bytes. */
    long bytes() {
        long held = directionless.cardinality() - (long) leftOut.cardinality();
        return Integer.BYTES * (3L + origin.length + directionless.cardinality() + held);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(origin.length);
        for (float value : origin) {
            out.writeFloat(value);
        }
        BitSet held = directionless();
        held.andNot(leftOut);
        write(directionless, out);
        write(held, out);
    }

    private static void write(BitSet rows, DataOutput out) throws IOException {
        out.writeInt(rows.cardinality());
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            out.writeInt(row);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if no form was written
     */
    static SpaceForm read(DataInput in) throws IOException {
        int columns = in.readInt();
        if (columns < 1 || columns > 1 << 24) {
            throw new IllegalArgumentException("an origin has 1 to " + (1 << 24) + " columns, got " + columns);
        }
        float[] origin = new float[columns];
        for (int c = 0; c < columns; c++) {
            origin[c] = in.readFloat();
        }
        BitSet directionless = readRows(in);
        BitSet leftOut = (BitSet) directionless.clone();
        leftOut.andNot(readRows(in));
        return new SpaceForm(origin, directionless, leftOut);
    }

    private static BitSet readRows(DataInput in) throws IOException {
        BitSet rows = new BitSet();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int row = in.readInt();
            if (row < 0) {
                throw new IllegalArgumentException("rows are counted from 0, got " + row);
            }
            rows.set(row);
        }
        return rows;
    }
}
