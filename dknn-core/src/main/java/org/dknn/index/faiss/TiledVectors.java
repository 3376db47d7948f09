package org.dknn.index.faiss;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.VectorSource;

/**
 * Prepared vectors in native memory, laid out for {@link TiledSearch}. Vectors without a direction are not there: they are
 * equally far from every query, and only their ordinals are kept.
 *
 * <p>The memory is freed when it is closed and no search uses it any more; see {@link #hold}.
 */
final class TiledVectors implements RankingVectors, AutoCloseable {

    private final FaissNative.Tiles tiles;
    private final Metric metric;
    private final int columns;

    /** Ordinals of the rows of the tiles, rising. */
    private final int[] ordinals;

    /** Ordinals of the vectors without a direction, rising. */
    private final int[] apart;

    /** Searches that use the memory, and 1 until it is closed. */
    private final AtomicInteger holders = new AtomicInteger(1);

    private TiledVectors(FaissNative.Tiles tiles, Metric metric, int columns, int[] ordinals, int[] apart) {
        this.tiles = tiles;
        this.metric = metric;
        this.columns = columns;
        this.ordinals = ordinals;
        this.apart = apart;
    }

    /** Prepares vectors and copies them. */
    static TiledVectors of(VectorSource vectors, Metric metric) {
        return copy(vectors, metric, block -> PreparedVectors.of(block.requireFinite("vectors of an index"), metric));
    }

    /** Copies vectors that are prepared already. */
    static TiledVectors restore(VectorSource prepared, Metric metric) {
        return copy(prepared, metric, block -> PreparedVectors.restore(block, metric));
    }

    /** Prepares a block of vectors. */
    @FunctionalInterface
    private interface Preparation {
        PreparedVectors of(FloatMatrix block);
    }

    private static TiledVectors copy(VectorSource vectors, Metric metric, Preparation preparation) {
        FaissNative.Tiles tiles;
        try {
            tiles = new FaissNative.Tiles(vectors.columns(), vectors.rows(), metric == Metric.COSINE);
        } catch (FaissException e) {
            throw failed(vectors.rows(), vectors.columns(), e);
        }
        try {
            IntStream.Builder ordinals = IntStream.builder();
            IntStream.Builder apart = IntStream.builder();
            int rows = vectors.blockRows();
            if (rows < 1) {
                throw new IllegalArgumentException("a source of vectors needs blocks of at least 1 row, got " + rows);
            }
            for (int from = 0; from < vectors.rows(); from += rows) {
                PreparedVectors block = preparation.of(block(vectors, from, Math.min(vectors.rows(), from + rows)));
                for (int r = 0; r < block.matrix().rows(); r++) {
                    (block.isDirectionless(r) ? apart : ordinals).add(from + r);
                }
                add(tiles, block);
            }
            code(tiles, vectors);
            return new TiledVectors(
                    tiles,
                    metric,
                    vectors.columns(),
                    ordinals.build().toArray(),
                    apart.build().toArray());
        } catch (RuntimeException | Error e) {
            tiles.close();
            throw e;
        }
    }

    /** Checked, as native code believes its sizes. */
    private static FloatMatrix block(VectorSource vectors, int from, int to) {
        FloatMatrix block = vectors.rows(from, to);
        if (block.rows() != to - from || block.columns() != vectors.columns()) {
            throw new IllegalArgumentException(
                    "a source of vectors must give its rows " + from + ".." + (to - 1) + " as [" + (to - from) + " x "
                            + vectors.columns() + "], got [" + block.rows() + " x " + block.columns() + "]");
        }
        return block;
    }

    private static void add(FaissNative.Tiles tiles, PreparedVectors block) {
        FloatMatrix matrix = block.matrix();
        float[] values = new float[matrix.rows() * matrix.columns()];
        int count = 0;
        for (int r = 0; r < matrix.rows(); r++) {
            if (!block.isDirectionless(r)) {
                matrix.copyRows(r, r + 1, values, count++ * matrix.columns());
            }
        }
        try {
            tiles.add(count, values);
        } catch (FaissException e) {
            throw failed(matrix.rows(), matrix.columns(), e);
        }
    }

    private static void code(FaissNative.Tiles tiles, VectorSource vectors) {
        try {
            tiles.code();
        } catch (FaissException e) {
            throw failed(vectors.rows(), vectors.columns(), e);
        }
    }

    private static IllegalStateException failed(int rows, int columns, FaissException e) {
        return new IllegalStateException(
                "cannot hold [" + rows + " x " + columns + "] vectors in native memory: " + e.getMessage(), e);
    }

    @Override
    public int size() {
        return ordinals.length + apart.length;
    }

    @Override
    public int columns() {
        return columns;
    }

    Metric metric() {
        return metric;
    }

    /** Number of vectors in native memory. */
    int tiled() {
        return ordinals.length;
    }

    /** Whether there are others, without a direction. Else rows of native memory are ordinals. */
    boolean hasApart() {
        return apart.length > 0;
    }

    /** Address of the native memory, for the holder. */
    long address() {
        return tiles.address();
    }

    /**
     * Keeps the memory until {@link #release}.
     *
     * @throws IllegalStateException if it is closed
     */
    void hold() {
        if (holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalStateException("the index is closed");
        }
    }

    /** Ends a {@link #hold}. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            tiles.close();
        }
    }

    /** Frees the memory when the last holder releases it. To be called once. */
    @Override
    public void close() {
        release();
    }

    /** The nearest of all vectors, of those in native memory and those apart. */
    Neighbors nearest(int[] rows, float[] distances, int others, int k) {
        int[] near = new int[rows.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = ordinals[rows[i]];
        }
        Neighbors tiled = Neighbors.wrap(near, distances).withOthers(others);
        return apart.length == 0 ? tiled : withApart(tiled, k);
    }

    private Neighbors withApart(Neighbors tiled, int k) {
        float rightAngle = metric.toDistance(PreparedVectors.RIGHT_ANGLE);
        int[] found = new int[k];
        float[] distances = new float[k];
        int nextApart = 0;
        for (int rank = 0; rank < k; rank++) {
            int next = rank - nextApart;
            boolean isApart = next == tiled.size()
                    || (nextApart < apart.length
                            && (tiled.distance(next) > rightAngle
                                    || (tiled.distance(next) == rightAngle && tiled.ordinal(next) > apart[nextApart])));
            found[rank] = isApart ? apart[nextApart++] : tiled.ordinal(next);
            distances[rank] = isApart ? rightAngle : tiled.distance(next);
        }
        Neighbors nearest = Neighbors.wrap(found, distances);
        float last = distances[k - 1];
        int atLast = tiled.rowsAt(last) + (last == rightAngle ? apart.length : 0);
        return nearest.withOthers(atLast - nearest.rowsAtLast());
    }

    /** The answer to a query without a direction: all are equally far, so the lowest ordinals come first. */
    Neighbors equallyFar(int k) {
        float[] distances = new float[k];
        Arrays.fill(distances, metric.toDistance(PreparedVectors.RIGHT_ANGLE));
        return Neighbors.wrap(IntStream.range(0, k).toArray(), distances).withOthers(size() - k);
    }

    @Override
    public PreparedVectors rows(int[] wanted) {
        return PreparedVectors.restore(matrix(wanted), metric);
    }

    @Override
    public FloatMatrix matrix(int... wanted) {
        float[] values = FloatMatrix.allocate(wanted.length, columns);
        if (!hasApart()) {
            for (int ordinal : wanted) {
                Objects.checkIndex(ordinal, ordinals.length);
            }
            copy(wanted, values);
            return FloatMatrix.wrap(wanted.length, columns, values);
        }
        int[] rows = IntStream.of(wanted)
                .map(ordinal -> Arrays.binarySearch(ordinals, ordinal))
                .filter(row -> row >= 0)
                .toArray();
        float[] copied = new float[rows.length * columns];
        copy(rows, copied);
        int next = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (Arrays.binarySearch(ordinals, wanted[i]) >= 0) {
                System.arraycopy(copied, next++ * columns, values, i * columns, columns);
            } else if (Arrays.binarySearch(apart, wanted[i]) < 0) {
                throw new IndexOutOfBoundsException("ordinals must be in 0.." + (size() - 1) + ", got " + wanted[i]);
            }
        }
        return FloatMatrix.wrap(wanted.length, columns, values);
    }

    /** Copies rows of native memory. */
    private void copy(int[] rows, float[] target) {
        hold();
        try {
            tiles.copy(rows.length, rows, target);
        } catch (FaissException e) {
            throw failed(rows.length, columns, e);
        } finally {
            release();
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        hold();
        try {
            out.writeInt(size());
            out.writeInt(columns);
            int block = Math.max(1, VectorSource.BLOCK_VALUES / columns);
            for (int from = 0; from < size(); from += block) {
                int[] some =
                        IntStream.range(from, Math.min(size(), from + block)).toArray();
                rows(some).matrix().writeValues(out);
            }
        } finally {
            release();
        }
    }
}
