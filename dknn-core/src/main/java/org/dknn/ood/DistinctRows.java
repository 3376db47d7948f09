package org.dknn.ood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dknn.vector.FloatMatrix;

/**
 * The different rows of a matrix, in the order in which they first come. Rows are equal if their values have the same bits.
 * Repeated words make many equal steps, which a search for the nearest need not compare one by one.
 */
final class DistinctRows {

    private final FloatMatrix matrix;
    private final int[] rowOf;

    private DistinctRows(FloatMatrix matrix, int[] rowOf) {
        this.matrix = matrix;
        this.rowOf = rowOf;
    }

    static DistinctRows of(FloatMatrix all) {
        Map<Integer, List<Integer>> byHash = new HashMap<>();
        int[] firsts = new int[all.rows()];
        int[] rowOf = new int[all.rows()];
        float[] row = new float[all.columns()];
        float[] other = new float[all.columns()];
        int count = 0;
        for (int r = 0; r < rowOf.length; r++) {
            all.copyRows(r, r + 1, row, 0);
            List<Integer> alike = byHash.computeIfAbsent(Arrays.hashCode(row), hash -> new ArrayList<>(1));
            rowOf[r] = -1;
            for (int known : alike) {
                all.copyRows(firsts[known], firsts[known] + 1, other, 0);
                if (Arrays.equals(row, other)) {
                    rowOf[r] = known;
                    break;
                }
            }
            if (rowOf[r] < 0) {
                firsts[count] = r;
                alike.add(count);
                rowOf[r] = count++;
            }
        }
        FloatMatrix matrix = count == all.rows() ? all : all.select(Arrays.copyOf(firsts, count));
        return new DistinctRows(matrix, rowOf);
    }

    /** The different rows. */
    FloatMatrix matrix() {
        return matrix;
    }

    /** The row of {@link #matrix} that equals a row of the whole. */
    int rowOf(int row) {
        return rowOf[row];
    }
}
