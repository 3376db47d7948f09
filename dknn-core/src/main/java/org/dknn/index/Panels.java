package org.dknn.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.PreparedVectors;

/**
 * Prepared vectors laid out for a fast full scan: in panels of {@value #HEIGHT} rows, each panel column by column, each
 * column an array of its own.
 *
 * <p>The inner loop of a scan then runs over the rows of a panel, all of them independent, which the compiler turns into
 * vector instructions; a loop over the columns of one row is a sum, whose order Java keeps and so cannot vectorize. Columns
 * share no array, because the compiler gives up on a loop that reads one array at two offsets: measured at a quarter of the
 * speed. A column is read once for all the queries of a call. Immutable, safe for use by many threads.
 */
final class Panels {

    /** Rows per panel. The squared distances of a panel to a query fit in the first-level cache. */
    static final int HEIGHT = 256;

    private final int rows;
    private final int columns;
    private final BitSet directionless;
    private final float[][][] panels;

    private Panels(PreparedVectors vectors, float[][][] panels) {
        this.rows = vectors.matrix().rows();
        this.columns = vectors.matrix().columns();
        this.directionless = directionless(vectors);
        this.panels = panels;
    }

    /** Lays out a copy of prepared vectors. */
    static Panels of(PreparedVectors vectors) {
        FloatMatrix matrix = vectors.matrix();
        int count = (matrix.rows() + HEIGHT - 1) / HEIGHT;
        float[][][] panels = new float[count][][];
        for (int p = 0; p < count; p++) {
            panels[p] = panel(matrix, p * HEIGHT);
        }
        return new Panels(vectors, panels);
    }

    private static BitSet directionless(PreparedVectors vectors) {
        BitSet rows = new BitSet();
        for (int r = 0; r < vectors.matrix().rows(); r++) {
            rows.set(r, vectors.isDirectionless(r));
        }
        return rows;
    }

    private static float[][] panel(FloatMatrix matrix, int firstRow) {
        int columns = matrix.columns();
        float[][] panel = new float[columns][HEIGHT];
        int height = Math.min(HEIGHT, matrix.rows() - firstRow);
        for (int r = 0; r < height; r++) {
            float[] row = matrix.row(firstRow + r);
            for (int c = 0; c < columns; c++) {
                panel[c][r] = row[c];
            }
        }
        return panel;
    }

    /** Number of vectors. */
    int rows() {
        return rows;
    }

    /** Width of each vector. */
    int columns() {
        return columns;
    }

    /** The vectors again, one per row: bit for bit the matrix of the prepared vectors. */
    FloatMatrix toMatrix() {
        float[] values = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            float[][] panel = panels[r / HEIGHT];
            for (int c = 0; c < columns; c++) {
                values[r * columns + c] = panel[c][r % HEIGHT];
            }
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    /** The vectors of some rows, in their order. */
    FloatMatrix select(int... ordinals) {
        float[] values = FloatMatrix.allocate(ordinals.length, columns);
        for (int i = 0; i < ordinals.length; i++) {
            int row = Objects.checkIndex(ordinals[i], rows);
            float[][] panel = panels[row / HEIGHT];
            for (int c = 0; c < columns; c++) {
                values[i * columns + c] = panel[c][row % HEIGHT];
            }
        }
        return FloatMatrix.wrap(ordinals.length, columns, values);
    }

    /** Number of panels; the last one may be partly filled. */
    int count() {
        return panels.length;
    }

    /** Number of rows in a panel, {@value #HEIGHT} in all but the last. */
    int height(int panel) {
        return Math.min(HEIGHT, rows - Objects.checkIndex(panel, panels.length) * HEIGHT);
    }

    /** Queries that are compared with the panels together, their rows copied once. */
    static final class Queries {

        private final int count;
        private final float[] values;
        private final BitSet directionless = new BitSet();

        /** Copies the rows {@code [from, to)} of prepared queries. */
        Queries(PreparedVectors prepared, int from, int to) {
            FloatMatrix matrix = prepared.matrix();
            this.count = to - from;
            this.values = new float[count * matrix.columns()];
            matrix.copyRows(from, to, values, 0);
            for (int q = 0; q < count; q++) {
                directionless.set(q, prepared.isDirectionless(from + q));
            }
        }
    }

    /**
     * Squared distances of queries to the rows of one panel.
     *
     * @param queries prepared for the same metric, of the same width
     * @param squared receives the distance of query {@code q} and row {@code panel * HEIGHT + i} at {@code [q][i]}; one array
     *     per query at least, each {@value #HEIGHT} long
     */
    void squaredDistances(Queries queries, int panel, float[][] squared) {
        int height = height(panel);
        scan(queries.values, queries.count, panels[panel], squared);
        for (int q = 0; q < queries.count; q++) {
            if (queries.directionless.get(q)) {
                Arrays.fill(squared[q], 0, height, PreparedVectors.RIGHT_ANGLE);
            }
        }
        for (int r = directionless.nextSetBit(panel * HEIGHT);
                r >= 0 && r < panel * HEIGHT + height;
                r = directionless.nextSetBit(r + 1)) {
            for (int q = 0; q < queries.count; q++) {
                squared[q][r - panel * HEIGHT] = PreparedVectors.RIGHT_ANGLE;
            }
        }
    }

    // Array and bound are parameters: read from an object, they halve the speed.
    private void scan(float[] values, int count, float[][] panel, float[][] sums) {
        for (int q = 0; q < count; q++) {
            Arrays.fill(sums[q], 0, HEIGHT, 0f);
        }
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            for (int q = 0; q < count; q++) {
                int at = q * columns + c;
                addFour(
                        values[at],
                        values[at + 1],
                        values[at + 2],
                        values[at + 3],
                        panel[c],
                        panel[c + 1],
                        panel[c + 2],
                        panel[c + 3],
                        sums[q]);
            }
        }
        for (; c < columns; c++) {
            for (int q = 0; q < count; q++) {
                addOne(values[q * columns + c], panel[c], sums[q]);
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
