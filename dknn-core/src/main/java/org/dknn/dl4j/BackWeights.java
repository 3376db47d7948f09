package org.dknn.dl4j;

import java.util.Arrays;
import org.dknn.internal.TiledMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Weights by which derivatives go back from products to the vectors that were multiplied: the transposed matrix, copied when it is first
 * needed. Derivatives that are zero cost nothing, and behind a maximum nearly all are. Safe for use by many threads.
 */
final class BackWeights {

    private final TiledMatrix weights;

    /** The weights of each value of a product. */
    private volatile float @Nullable [][] columns;

    BackWeights(TiledMatrix weights) {
        this.weights = weights;
    }

    /**
     * Adds the products of some derivatives.
     *
     * @param slopes {@code [rows x out]}, row by row
     * @param sums {@code [rows x in]}, row by row, to which the products are added
     */
    void addProducts(float[] slopes, int rows, float[] sums) {
        for (int row = 0; row < rows; row++) {
            int start = row * weights.out();
            addProduct(Arrays.copyOfRange(slopes, start, start + weights.out()), sums, row * weights.in());
        }
    }

    /**
     * Adds the product of the derivatives of one row.
     *
     * @param slopes {@code [out]}
     * @param sums where {@code [in]} begin at {@code start}, to which the product is added
     */
    void addProduct(float[] slopes, float[] sums, int start) {
        float[][] rows = columns();
        float[] sum = new float[weights.in()];
        int[] used = new int[slopes.length];
        int count = 0;
        for (int i = 0; i < slopes.length; i++) {
            used[count] = i;
            count += slopes[i] == 0 ? 0 : 1;
        }
        if (count == 0) {
            return;
        }
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            addFour(slopes, used, i, rows, sum);
        }
        for (; i < count; i++) {
            addOne(slopes[used[i]], rows[used[i]], sum);
        }
        for (int d = 0; d < sum.length; d++) {
            sums[start + d] += sum[d];
        }
    }

    private static void addFour(float[] slopes, int[] used, int i, float[][] rows, float... sum) {
        addFour(
                slopes[used[i]],
                rows[used[i]],
                slopes[used[i + 1]],
                rows[used[i + 1]],
                slopes[used[i + 2]],
                rows[used[i + 2]],
                slopes[used[i + 3]],
                rows[used[i + 3]],
                sum);
    }

    /** Four at once read and write the sums once. */
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
