package org.dknn.vector;

import java.util.BitSet;
import java.util.Objects;

/**
 * Vectors prepared for one metric, so that every metric becomes a squared Euclidean distance.
 *
 * <p>For Euclidean distance the vectors are unchanged. For cosine distance they are scaled to length 1, because then
 * {@code |a - b|^2 / 2 = 1 - cos(a, b)}, without the cancellation of the form on the right for near vectors; vectors of
 * zeros stay zero and are marked. Immutable, safe for use by many threads.
 */
public final class PreparedVectors {

    /** Squared distance from a vector without direction: that of a right angle, as {@code 1 - cos = 1}. */
    public static final float RIGHT_ANGLE = 2f;

    private final FloatMatrix matrix;
    private final BitSet zeros;

    private PreparedVectors(FloatMatrix matrix, BitSet zeros) {
        this.matrix = matrix;
        this.zeros = zeros;
    }

    /** Prepares vectors, one per row. */
    public static PreparedVectors of(FloatMatrix vectors, Metric metric) {
        Objects.requireNonNull(metric, "metric");
        return metric == Metric.EUCLIDEAN ? new PreparedVectors(vectors, new BitSet()) : normalized(vectors);
    }

    private static PreparedVectors normalized(FloatMatrix vectors) {
        int columns = vectors.columns();
        float[] scaled = vectors.values().clone();
        BitSet zeros = new BitSet();
        for (int r = 0; r < vectors.rows(); r++) {
            double norm = norm(scaled, r * columns, columns);
            if (norm == 0) {
                zeros.set(r);
                continue;
            }
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                scaled[i] = (float) (scaled[i] / norm);
            }
        }
        return new PreparedVectors(FloatMatrix.wrap(vectors.rows(), columns, scaled), zeros);
    }

    /**
     * Wraps vectors that are already {@linkplain #matrix prepared}, such as those of a file. Scaling them again could
     * change their last bits.
     */
    public static PreparedVectors restore(FloatMatrix prepared, Metric metric) {
        BitSet zeros = new BitSet();
        if (metric == Metric.COSINE) {
            for (int r = 0; r < prepared.rows(); r++) {
                zeros.set(r, norm(prepared.values(), r * prepared.columns(), prepared.columns()) == 0);
            }
        }
        return new PreparedVectors(prepared, zeros);
    }

    private static double norm(float[] values, int start, int length) {
        double sum = 0;
        for (int i = start; i < start + length; i++) {
            sum += (double) values[i] * values[i];
        }
        return Math.sqrt(sum);
    }

    /** A copy of the given rows, in their order; a row may occur more than once. */
    public PreparedVectors select(int... ordinals) {
        BitSet selected = new BitSet();
        for (int i = 0; i < ordinals.length; i++) {
            selected.set(i, zeros.get(ordinals[i]));
        }
        return new PreparedVectors(matrix.select(ordinals), selected);
    }

    /** The prepared vectors, one per row. */
    public FloatMatrix matrix() {
        return matrix;
    }

    /** Whether a row is a vector of zeros and the metric compares directions. */
    public boolean isDirectionless(int row) {
        return zeros.get(row);
    }

    /** Squared distance of two rows; {@link Metric#toDistance} makes it a distance. */
    public float squaredDistance(int row, PreparedVectors other, int otherRow) {
        Objects.checkIndex(row, matrix.rows());
        Objects.checkIndex(otherRow, other.matrix.rows());
        if (zeros.get(row) || other.zeros.get(otherRow)) {
            return RIGHT_ANGLE;
        }
        int columns = matrix.columns();
        return squared(matrix.values(), row * columns, other.matrix.values(), otherRow * columns, columns);
    }

    /** Adds four columns at a time, in the same order as the scan of {@code ExactIndex}. */
    private static float squared(float[] a, int aStart, float[] b, int bStart, int length) {
        float sum = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            float d0 = a[aStart + i] - b[bStart + i];
            float d1 = a[aStart + i + 1] - b[bStart + i + 1];
            float d2 = a[aStart + i + 2] - b[bStart + i + 2];
            float d3 = a[aStart + i + 3] - b[bStart + i + 3];
            sum += (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3);
        }
        for (; i < length; i++) {
            float d = a[aStart + i] - b[bStart + i];
            sum += d * d;
        }
        return sum;
    }
}
