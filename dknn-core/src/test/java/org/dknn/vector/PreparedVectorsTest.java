package org.dknn.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dknn.testkit.RandomVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreparedVectorsTest {

    @Test
    void euclidean_leaves_the_vectors_as_they_are() {
        FloatMatrix vectors = FloatMatrix.copyOf(new float[][] {{3, 4}, {0, 0}});

        PreparedVectors prepared = PreparedVectors.of(vectors, Metric.EUCLIDEAN);

        assertSame(vectors, prepared.matrix());
        assertFalse(prepared.isDirectionless(1));
        assertEquals(25f, prepared.squaredDistance(0, prepared, 1));
    }

    @Test
    void cosine_scales_to_length_one_and_remembers_zeros() {
        FloatMatrix vectors = FloatMatrix.copyOf(new float[][] {{3, 4}, {0, 0}});

        PreparedVectors prepared = PreparedVectors.of(vectors, Metric.COSINE);

        assertEquals(FloatMatrix.copyOf(new float[][] {{0.6f, 0.8f}, {0, 0}}), prepared.matrix());
        assertFalse(prepared.isDirectionless(0));
        assertTrue(prepared.isDirectionless(1));
        assertEquals(2f, prepared.squaredDistance(0, prepared, 1));
        assertEquals(2f, prepared.squaredDistance(1, prepared, 1));
        assertEquals(3, vectors.get(0, 0), "the given vectors stay");
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void restoring_changes_no_distance(Metric metric) {
        FloatMatrix vectors = RandomVectors.coarse(3, 60, 5);
        PreparedVectors prepared = PreparedVectors.of(vectors, metric);

        PreparedVectors restored = PreparedVectors.restore(prepared.matrix(), metric);

        for (int i = 0; i < vectors.rows(); i++) {
            assertEquals(prepared.isDirectionless(i), restored.isDirectionless(i));
            assertEquals(prepared.squaredDistance(i, prepared, 7), restored.squaredDistance(i, prepared, 7));
        }
    }

    @Test
    void rows_outside_are_refused() {
        PreparedVectors prepared = PreparedVectors.of(RandomVectors.normal(4, 3, 2), Metric.EUCLIDEAN);

        assertThrows(IndexOutOfBoundsException.class, () -> prepared.squaredDistance(3, prepared, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> prepared.squaredDistance(0, prepared, -1));
    }
}
