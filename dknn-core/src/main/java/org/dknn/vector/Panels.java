package org.dknn.vector;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * Prepared vectors laid out for a fast full scan: in panels of {@value #HEIGHT} rows, each panel column by column.
 *
 * <p>The inner loop of a scan then runs over the rows of a panel, all of them independent, which the compiler turns into
 * vector instructions; a loop over the columns of one row is a sum, whose order Java keeps and so cannot vectorize. A
 * panel is read from memory once for all the queries of a call. Immutable, safe for use by many threads.
 */
public final class Panels {

    /** Rows a panel: its squared distances to a query stay in the first-level cache. */
    public static final int HEIGHT = 256;

    private final int rows;
    private final int columns;
    private final BitSet directionless;
    private final float[][] panels;

    private Panels(PreparedVectors vectors, float[][] panels) {
        this.rows = vectors.matrix().rows();
        this.columns = vectors.matrix().columns();
        this.directionless = vectors.directionless();
        this.panels = panels;
    }

    /** Lays out a copy of prepared vectors. */
    public static Panels of(PreparedVectors vectors) {
        FloatMatrix matrix = vectors.matrix();
        int count = (matrix.rows() + HEIGHT - 1) / HEIGHT;
        float[][] panels = new float[count][];
        for (int p = 0; p < count; p++) {
            panels[p] = panel(matrix, p * HEIGHT);
        }
        return new Panels(vectors, panels);
    }

    private static float[] panel(FloatMatrix matrix, int firstRow) {
        int columns = matrix.columns();
        float[] panel = new float[Math.multiplyExact(columns, HEIGHT)];
        float[] values = matrix.values();
        int height = Math.min(HEIGHT, matrix.rows() - firstRow);
        for (int r = 0; r < height; r++) {
            int start = (firstRow + r) * columns;
            for (int c = 0; c < columns; c++) {
                panel[c * HEIGHT + r] = values[start + c];
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
            float[] panel = panels[r / HEIGHT];
            for (int c = 0; c < columns; c++) {
                values[r * columns + c] = panel[c * HEIGHT + r % HEIGHT];
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
     * Squared distances of one query to the rows of one panel.
     *
     * @param queries prepared for the same metric, of the same width
     * @param squared receives the distance of row {@code panel * HEIGHT + i} at {@code i}; at least {@value #HEIGHT} long
     */
    public void squaredDistances(PreparedVectors queries, int query, int panel, float[] squared) {
        Objects.checkIndex(query, queries.matrix().rows());
        int height = height(panel);
        if (queries.isDirectionless(query)) {
            Arrays.fill(squared, 0, height, PreparedVectors.RIGHT_ANGLE);
            return;
        }
        scan(queries.matrix().values(), query * columns, panels[panel], columns, squared);
        for (int r = directionless.nextSetBit(panel * HEIGHT);
                r >= 0 && r < panel * HEIGHT + height;
                r = directionless.nextSetBit(r + 1)) {
            squared[r - panel * HEIGHT] = PreparedVectors.RIGHT_ANGLE;
        }
    }

    private static void scan(float[] query, int start, float[] panel, int columns, float[] sums) {
        Arrays.fill(sums, 0, HEIGHT, 0f);
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            addFour(
                    query[start + c],
                    query[start + c + 1],
                    query[start + c + 2],
                    query[start + c + 3],
                    panel,
                    c * HEIGHT,
                    sums);
        }
        for (; c < columns; c++) {
            addOne(query[start + c], panel, c * HEIGHT, sums);
        }
    }

    private static void addFour(float q0, float q1, float q2, float q3, float[] panel, int at, float[] sums) {
        for (int r = 0; r < HEIGHT; r++) {
            float d0 = q0 - panel[at + r];
            float d1 = q1 - panel[at + HEIGHT + r];
            float d2 = q2 - panel[at + 2 * HEIGHT + r];
            float d3 = q3 - panel[at + 3 * HEIGHT + r];
            sums[r] += (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3);
        }
    }

    private static void addOne(float q, float[] panel, int at, float[] sums) {
        for (int r = 0; r < HEIGHT; r++) {
            float d = q - panel[at + r];
            sums[r] += d * d;
        }
    }
}
