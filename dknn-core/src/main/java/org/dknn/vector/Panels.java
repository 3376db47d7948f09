package org.dknn.vector;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * Prepared vectors laid out for a fast full scan: in panels of {@value #HEIGHT} rows, each panel column by column, each
 * column an array of its own.
 *
 * <p>The inner loop of a scan then runs over the rows of a panel, all of them independent, which the compiler turns into
 * vector instructions; a loop over the columns of one row is a sum, whose order Java keeps and so cannot vectorize. Columns
 * share no array, because the compiler gives up on a loop that reads one array at two offsets: measured at a quarter of the
 * speed. A column is read once for all the queries of a call. Immutable, safe for use by many threads.
 */
public final class Panels {

    /** Rows a panel: its squared distances to a query stay in the first-level cache. */
    public static final int HEIGHT = 256;

    private final int rows;
    private final int columns;
    private final BitSet directionless;
    private final float[][][] panels;

    private Panels(PreparedVectors vectors, float[][][] panels) {
        this.rows = vectors.matrix().rows();
        this.columns = vectors.matrix().columns();
        this.directionless = vectors.directionless();
        this.panels = panels;
    }

    /** Lays out a copy of prepared vectors. */
    public static Panels of(PreparedVectors vectors) {
        FloatMatrix matrix = vectors.matrix();
        int count = (matrix.rows() + HEIGHT - 1) / HEIGHT;
        float[][][] panels = new float[count][][];
        for (int p = 0; p < count; p++) {
            panels[p] = panel(matrix, p * HEIGHT);
        }
        return new Panels(vectors, panels);
    }

    private static float[][] panel(FloatMatrix matrix, int firstRow) {
        int columns = matrix.columns();
        float[][] panel = new float[columns][HEIGHT];
        float[] values = matrix.values();
        int height = Math.min(HEIGHT, matrix.rows() - firstRow);
        for (int r = 0; r < height; r++) {
            int start = (firstRow + r) * columns;
            for (int c = 0; c < columns; c++) {
                panel[c][r] = values[start + c];
            }
        }
        return panel;
    }

    /** Number of vectors. */
    public int rows() {
        return rows;
    }

    /** Width of each vector. */
    public int columns() {
        return columns;
    }

    /** The vectors again, one a row: bit for bit the matrix of the prepared vectors that were laid out. */
    public FloatMatrix toMatrix() {
        float[] values = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            float[][] panel = panels[r / HEIGHT];
            for (int c = 0; c < columns; c++) {
                values[r * columns + c] = panel[c][r % HEIGHT];
            }
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    /** Number of panels; the last one may be filled in part. */
    public int count() {
        return panels.length;
    }

    /** Number of rows in a panel, {@value #HEIGHT} in all but the last. */
    public int height(int panel) {
        return Math.min(HEIGHT, rows - Objects.checkIndex(panel, panels.length) * HEIGHT);
    }

    /**
     * Squared distances of queries to the rows of one panel.
     *
     * @param queries prepared for the same metric, of the same width; those in {@code [from, to)} are compared
     * @param squared receives the distance of query {@code from + q} and row {@code panel * HEIGHT + i} at {@code [q][i]};
     *     at least {@code to - from} arrays, each {@value #HEIGHT} long
     */
    public void squaredDistances(PreparedVectors queries, int from, int to, int panel, float[][] squared) {
        Objects.checkFromToIndex(from, to, queries.matrix().rows());
        int height = height(panel);
        scan(queries.matrix().values(), from, to, panels[panel], squared);
        for (int q = from; q < to; q++) {
            if (queries.isDirectionless(q)) {
                Arrays.fill(squared[q - from], 0, height, PreparedVectors.RIGHT_ANGLE);
            }
        }
        for (int r = directionless.nextSetBit(panel * HEIGHT);
                r >= 0 && r < panel * HEIGHT + height;
                r = directionless.nextSetBit(r + 1)) {
            for (int q = from; q < to; q++) {
                squared[q - from][r - panel * HEIGHT] = PreparedVectors.RIGHT_ANGLE;
            }
        }
    }

    private void scan(float[] queries, int from, int to, float[][] panel, float[][] sums) {
        for (int q = from; q < to; q++) {
            Arrays.fill(sums[q - from], 0, HEIGHT, 0f);
        }
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            for (int q = from; q < to; q++) {
                int at = q * columns + c;
                addFour(
                        queries[at],
                        queries[at + 1],
                        queries[at + 2],
                        queries[at + 3],
                        panel[c],
                        panel[c + 1],
                        panel[c + 2],
                        panel[c + 3],
                        sums[q - from]);
            }
        }
        for (; c < columns; c++) {
            for (int q = from; q < to; q++) {
                addOne(queries[q * columns + c], panel[c], sums[q - from]);
            }
        }
    }

    // These parameters and a constant bound are what the compiler vectorizes, whenever it comes to compile this. With
    // the array of the queries in sight, or a bound read from an array, it often does not.
    private static void addFour(
            float q0, float q1, float q2, float q3, float[] c0, float[] c1, float[] c2, float[] c3, float[] sums) {
        for (int r = 0; r < HEIGHT; r++) {
            float d0 = q0 - c0[r];
            float d1 = q1 - c1[r];
            float d2 = q2 - c2[r];
            float d3 = q3 - c3[r];
            sums[r] += (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3);
        }
    }

    private static void addOne(float q, float[] column, float[] sums) {
        for (int r = 0; r < HEIGHT; r++) {
            float d = q - column[r];
            sums[r] += d * d;
        }
    }
}
