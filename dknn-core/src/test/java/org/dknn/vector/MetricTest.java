package org.dknn.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.dknn.testkit.RandomVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {

    @Test
    void euclidean_of_three_and_four_is_five() {
        assertEquals(5f, Metric.EUCLIDEAN.distance(new float[] {1, 1}, new float[] {4, 5}));
    }

    @Test
    void cosine_depends_on_direction_only() {
        float[] east = {2, 0};

        assertEquals(0f, Metric.COSINE.distance(east, new float[] {7, 0}));
        assertEquals(1f, Metric.COSINE.distance(east, new float[] {0, 3}), 1e-6f);
        assertEquals(2f, Metric.COSINE.distance(east, new float[] {-1, 0}), 1e-6f);
        // 1 - 1 / sqrt(2)
        assertEquals(0.2928932f, Metric.COSINE.distance(east, new float[] {5, 5}), 1e-6f);
    }

    @Test
    void zeros_are_at_a_right_angle_to_everything_and_themselves() {
        float[] zeros = {0, 0};

        assertEquals(1f, Metric.COSINE.distance(zeros, new float[] {3, 4}));
        assertEquals(1f, Metric.COSINE.distance(new float[] {3, 4}, zeros));
        assertEquals(1f, Metric.COSINE.distance(zeros, zeros));
        assertEquals(0f, Metric.EUCLIDEAN.distance(zeros, zeros));
    }

    @Test
    void cosine_of_very_small_and_very_large_vectors_is_that_of_their_directions() {
        float[] tiny = {Float.MIN_VALUE, 0};
        float[] large = {0, 3e38f};

        assertEquals(1f, Metric.COSINE.distance(tiny, large), 1e-6f);
        assertEquals(0f, Metric.COSINE.distance(tiny, tiny));
        assertEquals(0f, Metric.COSINE.distance(large, large));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void distances_are_symmetric_in_range_and_close_to_the_definition(Metric metric) {
        FloatMatrix vectors = RandomVectors.normal(2, 40, 37);

        for (int i = 0; i < vectors.rows(); i++) {
            for (int j = 0; j < vectors.rows(); j++) {
                float distance = metric.distance(vectors.row(i), vectors.row(j));

                assertEquals(distance, metric.distance(vectors.row(j), vectors.row(i)));
                assertEquals(definition(metric, vectors.row(i), vectors.row(j)), distance, 1e-5);
                assertTrue(distance >= 0);
                assertTrue(metric == Metric.EUCLIDEAN || distance <= 2);
            }
        }
    }

    private static double definition(Metric metric, float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return metric == Metric.EUCLIDEAN
                ? Math.sqrt(Math.max(0, aa + bb - 2 * dot))
                : 1 - dot / Math.sqrt(aa) / Math.sqrt(bb);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_distance_never_falls_with_the_squared_one(Metric metric) {
        float before = metric.toDistance(0);
        for (float squared = 1e-12f; squared < 8; squared *= 1.37f) {
            float distance = metric.toDistance(squared);

            assertTrue(distance >= before);
            before = distance;
        }
    }

    @Test
    void vectors_of_unequal_length_are_refused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Metric.COSINE.distance(new float[2], new float[3]));

        assertEquals("vectors must have equal length, got 2 and 3", refused.getMessage());
    }

    @Test
    void names_are_lower_case() {
        assertEquals("euclidean", Metric.EUCLIDEAN.toString());
        assertEquals("cosine", Metric.COSINE.toString());
    }

    /** The law of the bound: what is above it has a larger distance, and it is no lower than its argument. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void larger_squared_distances_than_the_bound_have_larger_distances(Metric metric) {
        Random random = new Random(46);
        for (int i = 0; i < 200_000; i++) {
            float squared = i < 100 ? i * Float.MIN_VALUE : Math.abs(Float.intBitsToFloat(random.nextInt()));
            if (i % 4 == 0 && i >= 100) {
                squared = 8 * random.nextFloat();
            }
            if (Float.isNaN(squared)) {
                continue;
            }
            float bound = metric.boundOfEqual(squared);

            assertTrue(bound >= squared);
            assertTrue(
                    bound == Float.POSITIVE_INFINITY
                            || metric.toDistance(Math.nextUp(bound)) > metric.toDistance(squared),
                    metric + " of " + squared);
        }
    }
}
