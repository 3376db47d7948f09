package org.dknn.lucene;

import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * The vectors as Lucene holds them: prepared for the metric, so that Euclidean distance orders them.
 *
 * @param columns width of the vectors
 */
record StoredSpace(Metric metric, int columns) {

    /** Vectors that were stored, bit for bit; takes ownership of their values. */
    PreparedVectors restored(int rows, float[] values) {
        return PreparedVectors.restore(FloatMatrix.wrap(rows, columns, values), metric);
    }

    /** One vector of zeros. */
    PreparedVectors zeros() {
        return restored(1, new float[columns]);
    }

    /** Whether a vector is one of zeros. */
    static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
