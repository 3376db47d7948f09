package org.dknn.dl4j;

import org.dknn.internal.TiledMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Weights by which derivatives go back from products to the vectors that were multiplied: the columns of a matrix, copied when they are
 * first needed. Safe for use by many threads.
 */
final class BackWeights {

    private final TiledMatrix weights;
    private volatile float @Nullable [][] columns;

    BackWeights(TiledMatrix weights) {
        this.weights = weights;
    }

    /** Length of a vector that was multiplied. */
    int in() {
        return weights.in();
    }

    /**
     * Adds what comes back through one value of a product.
     *
     * @param slope the derivative by it
     * @param column number of the value
     * @param sums {@link #in} numbers, which are added to
     */
    void add(float slope, int column, float[] sums) {
        add(slope, columns()[column], sums);
    }

    private static void add(float slope, float[] values, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += slope * values[i];
        }
    }

    /**
     * What comes back through the products of some vectors.
     *
     * @param slopes {@code [rows x out]}, row by row
     * @return {@code [rows][in]}
     */
    float[][] back(float[] slopes) {
        float[][] sums = new float[slopes.length / weights.out()][in()];
        for (int i = 0; i < slopes.length; i++) {
            add(slopes[i], i % weights.out(), sums[i / weights.out()]);
        }
        return sums;
    }

    /** Made twice if two threads begin at once, which does no harm. */
    private float[][] columns() {
        float[][] known = columns;
        if (known == null) {
            known = new float[weights.out()][];
            for (int column = 0; column < known.length; column++) {
                known[column] = weights.column(column);
            }
            columns = known;
        }
        return known;
    }
}
