package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.RandomVectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsFaiss
class KernelsTest {

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1, 2})
    void every_kernel_agrees_with_a_plain_loop_at_every_width(int level) {
        FaissLibrary.require();
        assumeTrue(level <= FaissNative.kernel_level(), "this processor lacks the kernels of level " + level);

        for (int width = 1; width <= 200; width++) {
            float[] x = RandomVectors.normal(41, 1, width).row(0);
            float[] y = RandomVectors.normal(42, 1, width).row(0);
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += ((double) x[i] - y[i]) * ((double) x[i] - y[i]);
            }

            assertEquals(sum, FaissNative.kernel_distance(level, x, y, width), 1e-5 * sum, "width " + width);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 10, 1000})
    void no_distance_is_too_large_by_more_than_the_error_says(float offset) {
        FloatMatrix matrix = RandomVectors.shifted(43, 500, 33, offset);
        PreparedVectors vectors = PreparedVectors.of(matrix, Metric.EUCLIDEAN);
        NativeSpace space = NativeSpace.of(vectors, Metric.EUCLIDEAN);
        try (NativeIndex index = new NativeIndex.Cpu(false).build(IndexSpec.of("Flat"), 33, 500, space::copyRow)) {
            for (int n : new int[] {1, 25}) {
                float[] placed = space.place(matrix, 0, n);
                RoundingError error = new RoundingError(33, n > 1);
                for (int k = 1; k <= 500; k++) {
                    Candidates found = index.search(placed, n, k, IndexSpec.of("Flat"));
                    float exact = vectors.squaredDistance(found.row(0, k - 1), vectors, 0);

                    double excess = found.farthest(0) - (double) exact;
                    assertTrue(excess <= error.at(exact, NativeSpace.length(placed, 0, 33)), "rank " + k);
                }
            }
        }
    }
}
