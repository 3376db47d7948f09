package org.dknn.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
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
                    Neighbors.wrap(new int[] {0, 2, 4, 1}, new float[] {0, 1, 1, 5})
                            .withOthers(0),
                    index.search(query, 4).get(0));
        }
    }

    @Test
    void one_vector_is_a_set() {
        FloatMatrix vector = FloatMatrix.copyOf(new float[] {3});

        try (NeighborIndex index = factory().build(vector, Metric.EUCLIDEAN)) {
            assertEquals(
                    Neighbors.wrap(new int[] {0}, new float[] {2}).withOthers(0),
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

                assertEquals(Neighbors.wrap(new int[] {row}, new float[] {0}).withOthers(0), nearest);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void counts_all_rows_at_the_last_distance(Metric metric) {
        FloatMatrix few = RandomVectors.coarse(33, 40, 3);
        FloatMatrix vectors =
                few.select(IntStream.range(0, 2000).map(i -> i * i % 40).toArray());
        try (NeighborIndex index = factory().build(vectors, metric)) {
            for (int k : new int[] {1, 75, 700, 2000}) {
                for (int q = 0; q < 40; q++) {
                    Neighbors found = index.search(few.rows(q, q + 1), k).get(0);
                    Neighbors all = index.search(few.rows(q, q + 1), 2000).get(0);

                    assertTrue(found.countsAll());
                    assertEquals(count(all, found.distance(k - 1)), found.rowsAtLast(), "k " + k + ", query " + q);
                }
            }
        }
    }

    private static int count(Neighbors neighbors, float distance) {
        return (int) IntStream.range(0, neighbors.size())
                .filter(rank -> neighbors.distance(rank) == distance)
                .count();
    }

    /**
     * Three squared distances, near 5, have one and the same root. An index that is told distances alone, not their squares, shows others
     * of the equally near rows and overrides this.
     */
    @Test
    protected void counts_rows_whose_squared_distances_differ_and_whose_distances_do_not() {
        float first = Math.nextDown(2f);
        float second = Math.nextDown(first);
        float[][] pattern = {{1, first}, {1, second}, {1, Math.nextDown(second)}, {1, 3}};
        FloatMatrix vectors = FloatMatrix.copyOf(
                IntStream.range(0, 1200).mapToObj(i -> pattern[i % 4]).toArray(float[][]::new));
        FloatMatrix query = FloatMatrix.copyOf(new float[] {0, 0});
        try (NeighborIndex index = factory().build(vectors, Metric.EUCLIDEAN)) {
            for (int k : new int[] {1, 30, 300, 301, 600, 899, 900}) {
                Neighbors found = index.search(query, k).get(0);

                assertEquals(NaiveSort.search(vectors, Metric.EUCLIDEAN, query, k), List.of(found));
                assertEquals(900, found.rowsAtLast(), "k " + k);
            }
            assertEquals(300, index.search(query, 901).get(0).rowsAtLast());
        }
    }

    /** Rounding takes squared distances of opposite directions to both sides of 4, whose cosine distance is 2. */
    @Test
    void counts_rows_of_the_opposite_direction() {
        FloatMatrix some = RandomVectors.normal(34, 300, 7);
        float[][] rows = new float[900][];
        for (int i = 0; i < rows.length; i++) {
            float[] row = some.row(i % 300);
            if (i % 3 > 0) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = -some.get(0, c) * (1 + i);
                }
            }
            rows[i] = row;
        }
        FloatMatrix vectors = FloatMatrix.copyOf(rows);
        FloatMatrix query = some.rows(0, 1);
        try (NeighborIndex index = factory().build(vectors, Metric.COSINE)) {
            for (int k : new int[] {299, 300, 301, 500, 900}) {
                assertEquals(NaiveSort.search(vectors, Metric.COSINE, query, k), index.search(query, k), "k " + k);
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
