package org.dknn.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an exact index must do on top of {@link NeighborIndexContract}: answer as a full sort does, bit for bit. */
public abstract class ExactNeighborIndexContract extends NeighborIndexContract {

    @Test
    void finds_the_nearest_of_a_hand_computed_set() {
        FloatMatrix vectors = FloatMatrix.copyOf(new float[][] {{0, 0}, {3, 4}, {0, 1}, {6, 8}, {0, -1}});
        FloatMatrix query = FloatMatrix.copyOf(new float[] {0, 0});

        try (NeighborIndex index = factory().build(vectors, Metric.EUCLIDEAN)) {
            // squared distances 0, 25, 1, 100, 1: rows 2 and 4 are equally near
            assertEquals(
                    Neighbors.wrap(new int[] {0, 2, 4, 1}, new float[] {0, 1, 1, 5}),
                    index.search(query, 4).get(0));
        }
    }

    @Test
    void one_vector_is_a_set() {
        FloatMatrix vector = FloatMatrix.copyOf(new float[] {3});

        try (NeighborIndex index = factory().build(vector, Metric.EUCLIDEAN)) {
            assertEquals(
                    Neighbors.wrap(new int[] {0}, new float[] {2}),
                    index.search(FloatMatrix.copyOf(new float[] {5}), 1).get(0));
        }
    }

    @Test
    void of_duplicates_the_lowest_ordinals_are_taken() {
        FloatMatrix vectors = VECTORS.select(repeated(new int[] {7, 9, 7, 7, 9}, 40));

        try (NeighborIndex index = factory().build(vectors, Metric.EUCLIDEAN)) {
            Neighbors found = index.search(VECTORS.rows(9, 10), 4).get(0);

            assertArrayEquals(new int[] {1, 4, 6, 9}, found.ordinals());
        }
    }

    private static int[] repeated(int[] pattern, int times) {
        int[] all = new int[pattern.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = pattern[i % pattern.length];
        }
        return all;
    }

    @Test
    void a_vector_of_the_set_is_its_own_nearest_at_distance_zero() {
        try (NeighborIndex index = factory().build(VECTORS, Metric.EUCLIDEAN)) {
            for (int row = 0; row < VECTORS.rows(); row += 7) {
                Neighbors nearest = index.search(VECTORS.rows(row, row + 1), 1).get(0);

                assertEquals(Neighbors.wrap(new int[] {row}, new float[] {0}), nearest);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void equals_a_full_sort(Metric metric) {
        try (NeighborIndex index = factory().build(VECTORS, metric)) {
            for (int k : new int[] {1, 10, 75, 600}) {
                assertEquals(NaiveSort.search(VECTORS, metric, QUERIES, k), index.search(QUERIES, k));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 1", "5, 1, 5", "255, 2, 9", "256, 5, 75", "257, 33, 75", "3000, 7, 75"})
    void equals_a_full_sort_at_any_size(int rows, int columns, int k) {
        FloatMatrix vectors = RandomVectors.normal(26, rows, columns);
        FloatMatrix queries = RandomVectors.normal(27, 70, columns);

        try (NeighborIndex index = factory().build(vectors, Metric.COSINE)) {
            assertEquals(NaiveSort.search(vectors, Metric.COSINE, queries, k), index.search(queries, k));
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void equals_a_full_sort_where_most_distances_are_tied(Metric metric) {
        FloatMatrix vectors = RandomVectors.coarse(28, 2000, 4);
        FloatMatrix queries = RandomVectors.coarse(29, 64, 4);

        try (NeighborIndex index = factory().build(vectors, metric)) {
            assertEquals(NaiveSort.search(vectors, metric, queries, 50), index.search(queries, 50));
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void equals_a_full_sort_far_from_the_origin(Metric metric) {
        FloatMatrix vectors = RandomVectors.shifted(30, 2000, 8, 1000);
        FloatMatrix queries = RandomVectors.shifted(31, 64, 8, 1000);

        try (NeighborIndex index = factory().build(vectors, metric)) {
            assertEquals(NaiveSort.search(vectors, metric, queries, 75), index.search(queries, 75));
        }
    }
}
