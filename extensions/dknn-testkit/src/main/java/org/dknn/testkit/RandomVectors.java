package org.dknn.testkit;

import java.util.Random;
import org.dknn.vector.FloatMatrix;

/** Seeded random matrices for tests, and for whoever tests an index. */
public final class RandomVectors {

    private RandomVectors() {}

    /** Independent standard normal values. */
    public static FloatMatrix normal(long seed, int rows, int columns) {
        return shifted(seed, rows, columns, 0);
    }

    /** Normal values of deviation 1 about {@code offset}. */
    public static FloatMatrix shifted(long seed, int rows, int columns, float offset) {
        Random random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = offset + (float) random.nextGaussian();
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    /** Normal values about seeded centers, row r about center {@code r % clusters}. */
    public static FloatMatrix clustered(long seed, int rows, int columns, int clusters) {
        FloatMatrix centers = normal(seed, clusters, columns);
        FloatMatrix noise = normal(seed + 1, rows, columns);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            values[i] = 4 * centers.get(row % clusters, i % columns) + noise.get(row, i % columns);
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    /** Small whole numbers, many of them zero, so that many distances are equal. */
    public static FloatMatrix coarse(long seed, int rows, int columns) {
        Random random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, random.nextInt(4) - 1);
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    /** A copy with one value replaced. */
    public static FloatMatrix with(FloatMatrix matrix, int row, int column, float value) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.copyRows(0, matrix.rows(), values, 0);
        values[row * matrix.columns() + column] = value;
        return FloatMatrix.wrap(matrix.rows(), matrix.columns(), values);
    }
}
