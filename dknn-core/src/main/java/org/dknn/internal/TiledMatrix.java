package org.dknn.internal;

import java.util.List;
import java.util.function.IntFunction;

/**
 * A matrix on Java's heap by which vectors are multiplied, without a call of ND4J, which costs more than the product of a few rows. Its
 * columns stand in tiles, and some vectors go through a tile together, so that what they read stays in the nearest cache. The product of
 * a vector has the same bits whatever others it goes with. Immutable.
 */
public final class TiledMatrix {

    /** Columns of a tile. */
    private static final int TILE = 256;

    /** Vectors that go through a tile together: their sums take 16 KiB. */
    private static final int TOGETHER = 16;

    private final int in;
    private final int out;

    /** The part of row i in tile t is at {@code t * in + i}: an array of its own, as Java makes vector instructions of such loops alone. */
    private final float[][] tiles;

    private TiledMatrix(int in, int out) {
        this.in = in;
        this.out = out;
        this.tiles = new float[Math.multiplyExact(tiles(), in)][];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = new float[Math.min(TILE, out - i / in * TILE)];
        }
    }

    /**
     * A copy of values.
     *
     * @param values {@code [in x out]}, row by row
     */
    public static TiledMatrix of(int in, int out, float... values) {
        TiledMatrix matrix = new TiledMatrix(in, out);
        for (int row = 0; row < in; row++) {
            for (int column = 0; column < out; column++) {
                matrix.set(row, column, values[row * out + column]);
            }
        }
        return matrix;
    }

    /**
     * A copy of vectors, of which each is a column.
     *
     * @param vectors {@code [in]} for each of {@code out} numbers
     */
    public static TiledMatrix ofColumns(int in, int out, IntFunction<float[]> vectors) {
        TiledMatrix matrix = new TiledMatrix(in, out);
        for (int column = 0; column < out; column++) {
            float[] vector = vectors.apply(column);
            for (int row = 0; row < in; row++) {
                matrix.set(row, column, vector[row]);
            }
        }
        return matrix;
    }

    /** Matrices of as many rows, side by side. */
    public static TiledMatrix sideBySide(List<TiledMatrix> parts) {
        int in = parts.get(0).in;
        TiledMatrix matrix =
                new TiledMatrix(in, parts.stream().mapToInt(TiledMatrix::out).sum());
        int before = 0;
        for (TiledMatrix part : parts) {
            for (int row = 0; row < in; row++) {
                for (int column = 0; column < part.out; column++) {
                    matrix.set(row, before + column, part.tiles[column / TILE * in + row][column % TILE]);
                }
            }
            before += part.out;
        }
        return matrix;
    }

    private void set(int row, int column, float value) {
        tiles[column / TILE * in + row][column % TILE] = value;
    }

    /** A copy of a column. */
    public float[] column(int column) {
        float[] values = new float[in];
        for (int row = 0; row < in; row++) {
            values[row] = tiles[column / TILE * in + row][column % TILE];
        }
        return values;
    }

    /** Length of a vector. */
    public int in() {
        return in;
    }

    /** Length of a product. */
    public int out() {
        return out;
    }

    /** Number of tiles, which may be added in any order and by several threads. */
    public int tiles() {
        return (out + TILE - 1) / TILE;
    }

    /**
     * Adds the products of some vectors.
     *
     * @param vectors {@code [rows x in]}, row by row
     * @param sums for each row {@code [out]}, to which the product is added
     */
    public void addProducts(float[] vectors, float[]... sums) {
        for (int tile = 0; tile < tiles(); tile++) {
            addTile(tile, vectors, sums);
        }
    }

    /**
     * Adds the products of some vectors.
     *
     * @param vectors {@code [rows x in]}, row by row
     * @param sums {@code [rows x out]}, row by row, to which the products are added
     */
    public void addProducts(float[] vectors, int rows, float[] sums) {
        for (int tile = 0; tile < tiles(); tile++) {
            addTile(tile, vectors, rows, row -> sums, out);
        }
    }

    /**
     * Adds the products with the columns of a tile.
     *
     * @param vectors {@code [rows x in]}, row by row
     * @param sums for each row {@code [out]} or more, to whose part of the tile the product is added
     */
    public void addTile(int tile, float[] vectors, float[]... sums) {
        addTile(tile, vectors, sums.length, row -> sums[row], 0);
    }

    /** The sums of a row are in its array, so many steps from its begin as there are rows before. */
    private void addTile(int tile, float[] vectors, int rows, IntFunction<float[]> sums, int step) {
        int column = tile * TILE;
        int width = Math.min(TILE, out - column);
        float[][] near = new float[Math.min(rows, TOGETHER)][width];
        for (int from = 0; from < rows; from += TOGETHER) {
            int count = Math.min(TOGETHER, rows - from);
            for (int i = 0; i < count; i++) {
                System.arraycopy(sums.apply(from + i), (from + i) * step + column, near[i], 0, width);
            }
            multiply(tile * in, vectors, from, count, near);
            for (int i = 0; i < count; i++) {
                System.arraycopy(near[i], 0, sums.apply(from + i), (from + i) * step + column, width);
            }
        }
    }

    private void multiply(int tile, float[] vectors, int from, int count, float[]... sums) {
        int i = 0;
        for (; i + 4 <= in; i += 4) {
            for (int row = 0; row < count; row++) {
                addFour(vectors, (from + row) * in + i, tile + i, sums[row]);
            }
        }
        for (; i < in; i++) {
            for (int row = 0; row < count; row++) {
                addOne(vectors[(from + row) * in + i], tiles[tile + i], sums[row]);
            }
        }
    }

    /** Four rows at once read and write the sums once. */
    private void addFour(float[] vectors, int vector, int row, float... sums) {
        addFour(
                vectors[vector],
                tiles[row],
                vectors[vector + 1],
                tiles[row + 1],
                vectors[vector + 2],
                tiles[row + 2],
                vectors[vector + 3],
                tiles[row + 3],
                sums);
    }

    private static void addFour(
            float x, float[] a, float y, float[] b, float z, float[] c, float w, float[] d, float... sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (x * a[i] + y * b[i]) + (z * c[i] + w * d[i]);
        }
    }

    private static void addOne(float x, float[] weights, float... sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += x * weights[i];
        }
    }
}
