package org.dknn.dl4j;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Weights on Java's heap, by which vectors are multiplied without a call of ND4J, which costs more than the product of a few rows.
 * Immutable.
 */
final class Weights {

    /** Columns multiplied at a time, so that their weights stay in the processor's cache from one vector to the next. */
    private static final int BLOCK = 256;

    private final int in;
    private final int out;
    private final float[] values;

    /**
     * Takes ownership of values.
     *
     * @param values {@code [in x out]}, row by row
     */
    Weights(int in, int out, float[] values) {
        this.in = in;
        this.out = out;
        this.values = values;
    }

    /** Weights of the same vectors, side by side. */
    static Weights sideBySide(List<Weights> parts) {
        int in = parts.get(0).in;
        int out = parts.stream().mapToInt(Weights::out).sum();
        float[] values = new float[Math.multiplyExact(in, out)];
        int column = 0;
        for (Weights part : parts) {
            for (int row = 0; row < in; row++) {
                System.arraycopy(part.values, row * part.out, values, row * out + column, part.out);
            }
            column += part.out;
        }
        return new Weights(in, out, values);
    }

    int in() {
        return in;
    }

    int out() {
        return out;
    }

    /**
     * Adds the products of some vectors.
     *
     * @param vectors {@code [rows x in]}, row by row
     * @param sums for each row {@code [out]}, to which the product is added
     */
    void addProducts(float[] vectors, float[][] sums) {
        addProducts(vectors, sums.length, row -> sums[row], 0);
    }

    /**
     * Adds the products of some vectors.
     *
     * @param vectors {@code [rows x in]}, row by row
     * @param sums {@code [rows x out]}, row by row, to which the products are added
     */
    void addProducts(float[] vectors, int rows, float[] sums) {
        addProducts(vectors, rows, row -> sums, out);
    }

    /** The sums of a row are in its array, so many steps from its begin as there are rows before. */
    private void addProducts(float[] vectors, int rows, IntFunction<float[]> sums, int step) {
        for (int column = 0; column < out; column += BLOCK) {
            int width = Math.min(BLOCK, out - column);
            for (int row = 0; row < rows; row++) {
                addProduct(vectors, row * in, column, width, sums.apply(row), row * step + column);
            }
        }
    }

    private void addProduct(float[] vectors, int vector, int column, int width, float[] sums, int sum) {
        int i = 0;
        for (; i + 4 <= in; i += 4) {
            int row = i * out + column;
            addFour(vectors, vector + i, values, row, out, sums, sum, width);
        }
        for (; i < in; i++) {
            addOne(vectors[vector + i], values, i * out + column, sums, sum, width);
        }
    }

    /** Four rows at once read and write the sums once; Java makes vector instructions of the loop. */
    private static void addFour(
            float[] x, int from, float[] weights, int row, int stride, float[] sums, int sum, int width) {
        float a = x[from];
        float b = x[from + 1];
        float c = x[from + 2];
        float d = x[from + 3];
        int second = row + stride;
        int third = second + stride;
        int fourth = third + stride;
        for (int i = 0; i < width; i++) {
            sums[sum + i] += (a * weights[row + i] + b * weights[second + i])
                    + (c * weights[third + i] + d * weights[fourth + i]);
        }
    }

    private static void addOne(float x, float[] weights, int row, float[] sums, int sum, int width) {
        for (int i = 0; i < width; i++) {
            sums[sum + i] += x * weights[row + i];
        }
    }
}
