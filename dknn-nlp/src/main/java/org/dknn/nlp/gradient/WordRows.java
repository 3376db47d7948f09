package org.dknn.nlp.gradient;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.dknn.vector.FloatMatrix;

/** Arithmetic on matrices with one row per word. */
final class WordRows {

    private WordRows() {}

    /**
     * One value per word; words that the network does not see, because its encoder cuts them off, get 0.
     *
     * @param words number of words
     * @param rows number of words and padding that the network sees
     */
    static double[] values(int words, int rows, IntToDoubleFunction value) {
        double[] values = new double[words];
        for (int row = 0; row < Math.min(words, rows); row++) {
            values[row] = value.applyAsDouble(row);
        }
        return values;
    }

    static double dot(FloatMatrix a, FloatMatrix b, int row) {
        double sum = 0;
        for (int column = 0; column < a.columns(); column++) {
            sum += (double) a.get(row, column) * b.get(row, column);
        }
        return sum;
    }

    static double norm(FloatMatrix matrix, int row) {
        return Math.sqrt(dot(matrix, matrix, row));
    }

    /** A matrix of one shape with two, each entry {@code start + share * (end - start)}. */
    static FloatMatrix between(FloatMatrix start, FloatMatrix end, double share) {
        float[][] rows = new float[start.rows()][start.columns()];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                double from = start.get(row, column);
                rows[row][column] = (float) (from + share * (end.get(row, column) - from));
            }
        }
        return FloatMatrix.copyOf(rows);
    }

    /** The mean of matrices of one shape, at least one. */
    static FloatMatrix mean(List<FloatMatrix> matrices) {
        FloatMatrix first = matrices.get(0);
        float[][] means = new float[first.rows()][first.columns()];
        for (int row = 0; row < means.length; row++) {
            for (int column = 0; column < means[row].length; column++) {
                double sum = 0;
                for (FloatMatrix matrix : matrices) {
                    sum += matrix.get(row, column);
                }
                means[row][column] = (float) (sum / matrices.size());
            }
        }
        return FloatMatrix.copyOf(means);
    }
}
