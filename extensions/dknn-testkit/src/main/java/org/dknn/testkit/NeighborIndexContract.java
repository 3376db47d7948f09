package org.dknn.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every index must do, exact or approximate; {@link ExactNeighborIndexContract} adds what only exact ones can.
 *
 * <p>An approximate index may miss a neighbor, but what it reports is held to the same distances and order, and for
 * {@code k = size} there is nothing to miss.
 */
public abstract class NeighborIndexContract extends SavedIndexContract {

    @ParameterizedTest
    @EnumSource(Metric.class)
    void tells_what_it_was_built_of(Metric metric) {
        try (NeighborIndex index = factory().build(VECTORS, metric)) {
            assertEquals(600, index.size());
            assertEquals(24, index.dimension());
            assertEquals(metric, index.metric());
            assertFalse(factory().name().isBlank());
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void gives_exactly_k_different_neighbors_nearest_first(Metric metric) {
        try (NeighborIndex index = factory().build(VECTORS, metric)) {
            for (int k : new int[] {1, 2, K, 75, 599, 600}) {
                for (Neighbors neighbors : index.search(QUERIES, k)) {
                    assertEquals(k, neighbors.size());
                    assertEquals(
                            k, Arrays.stream(neighbors.ordinals()).distinct().count());
                    assertOrdered(neighbors);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void orders_equally_near_neighbors_by_ordinal(Metric metric) {
        FloatMatrix vectors = RandomVectors.coarse(22, 600, 24);

        try (NeighborIndex index = factory().build(vectors, metric)) {
            index.search(vectors, 75).forEach(NeighborIndexContract::assertOrdered);
        }
    }

    private static void assertOrdered(Neighbors neighbors) {
        for (int rank = 1; rank < neighbors.size(); rank++) {
            float before = neighbors.distance(rank - 1);
            float here = neighbors.distance(rank);
            assertTrue(before <= here);
            assertTrue(before < here || neighbors.ordinal(rank - 1) < neighbors.ordinal(rank));
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void reports_bitwise_the_distances_of_the_metric(Metric metric) {
        PreparedVectors vectors = PreparedVectors.of(VECTORS, metric);
        PreparedVectors queries = PreparedVectors.of(QUERIES, metric);

        try (NeighborIndex index = factory().build(VECTORS, metric)) {
            List<Neighbors> found = index.search(QUERIES, K);
            for (int q = 0; q < found.size(); q++) {
                for (int rank = 0; rank < K; rank++) {
                    float squared = vectors.squaredDistance(found.get(q).ordinal(rank), queries, q);
                    assertEquals(metric.toDistance(squared), found.get(q).distance(rank));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void k_of_size_gives_all_vectors_in_order(Metric metric) {
        try (NeighborIndex index = factory().build(VECTORS, metric)) {
            List<Neighbors> sorted = NaiveSort.search(VECTORS, metric, QUERIES, 600);
            List<Neighbors> found = index.search(QUERIES, 600);
            for (int q = 0; q < found.size(); q++) {
                assertArrayEquals(sorted.get(q).ordinals(), found.get(q).ordinals());
                assertArrayEquals(sorted.get(q).distances(), found.get(q).distances());
                assertEquals(sorted.get(q).rowsAtLast(), found.get(q).rowsAtLast());
            }
        }
    }

    /** An approximate index may count fewer rows than there are, but none that are not there, and says so. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void counts_rows_at_the_last_distance_or_says_that_it_does_not(Metric metric) {
        FloatMatrix vectors = RandomVectors.coarse(32, 600, 24);
        try (NeighborIndex index = factory().build(vectors, metric)) {
            for (int k : new int[] {1, K, 75, 599}) {
                List<Neighbors> found = index.search(vectors, k);
                List<Neighbors> all = NaiveSort.search(vectors, metric, vectors, 600);
                for (int q = 0; q < found.size(); q++) {
                    Neighbors neighbors = found.get(q);
                    float last = neighbors.distance(k - 1);
                    long here = IntStream.range(0, k)
                            .filter(rank -> neighbors.distance(rank) == last)
                            .count();
                    int there = all.get(q).rowsAt(last);
                    assertTrue(here <= neighbors.rowsAtLast() && neighbors.rowsAtLast() <= there);
                    assertTrue(!neighbors.countsAll() || neighbors.rowsAtLast() == there);
                }
            }
        }
    }

    /** An index need not give them back. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void vectors_that_are_given_back_are_those_that_are_compared(Metric metric) {
        float[] values = new float[600 * 24];
        VECTORS.copyRows(0, 600, values, 0);
        Arrays.fill(values, 5 * 24, 7 * 24, 0f);
        FloatMatrix withZeros = FloatMatrix.wrap(600, 24, values);

        for (FloatMatrix vectors : List.of(VECTORS, withZeros)) {
            try (NeighborIndex index = factory().build(vectors, metric)) {
                int[] ordinals = {599, 6, 0, 256, 0};
                index.vectors(ordinals).ifPresent(rows -> {
                    FloatMatrix compared = PreparedVectors.of(vectors, metric).matrix();
                    assertEquals(compared.select(ordinals), rows);
                    assertThrows(IndexOutOfBoundsException.class, () -> index.vectors(600));
                    assertThrows(IndexOutOfBoundsException.class, () -> index.vectors(-1));
                });
            }
        }
    }

    @Test
    void zeros_are_at_cosine_distance_one_from_everything() {
        float[] values = new float[600 * 24];
        VECTORS.copyRows(0, 600, values, 0);
        Arrays.fill(values, 5 * 24, 7 * 24, 0f);
        FloatMatrix withZeros = FloatMatrix.wrap(600, 24, values);

        try (NeighborIndex index = factory().build(withZeros, Metric.COSINE)) {
            Neighbors ofZeros = index.search(withZeros.rows(5, 6), K).get(0);
            Neighbors all = index.search(withZeros.rows(8, 9), 600).get(0);

            // all are equally far from zeros, so the lowest ordinals are the nearest
            assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, ofZeros.ordinals());
            assertEquals(1f, ofZeros.distance(0));
            assertEquals(1f, ofZeros.distance(9));
            for (int rank = 0; rank < 600; rank++) {
                boolean zeros = all.ordinal(rank) == 5 || all.ordinal(rank) == 6;
                assertTrue(!zeros || all.distance(rank) == 1f);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_query_alone_is_answered_as_in_a_batch(Metric metric) {
        try (NeighborIndex index = factory().build(VECTORS, metric)) {
            List<Neighbors> batch = index.search(QUERIES, K);
            List<Neighbors> alone = new ArrayList<>();
            for (int q = 0; q < QUERIES.rows(); q++) {
                alone.addAll(index.search(QUERIES.rows(q, q + 1), K));
            }

            assertEquals(batch, alone);
        }
    }

    @Test
    void no_query_has_no_answer() {
        try (NeighborIndex index = factory().build(VECTORS, Metric.EUCLIDEAN)) {
            assertEquals(List.of(), index.search(QUERIES.rows(0, 0), K));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 601, Integer.MAX_VALUE})
    void k_out_of_range_is_refused(int k) {
        try (NeighborIndex index = factory().build(VECTORS, Metric.EUCLIDEAN)) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> index.search(QUERIES, k));

            assertEquals("k must be in 1..600, got " + k, refused.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 23, 25, 48})
    void queries_of_another_width_are_refused(int width) {
        try (NeighborIndex index = factory().build(VECTORS, Metric.EUCLIDEAN)) {
            FloatMatrix queries = RandomVectors.normal(23, 2, width);

            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> index.search(queries, K));

            assertEquals("queries must have 24 columns as the index has, got " + width, refused.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void values_that_are_not_finite_are_refused(float value) {
        for (Metric metric : Metric.values()) {
            FloatMatrix vectors = RandomVectors.with(VECTORS, 599, 23, value);
            FloatMatrix queries = RandomVectors.with(QUERIES, 44, 23, value);

            assertThrows(IllegalArgumentException.class, () -> factory().build(vectors, metric));
            try (NeighborIndex index = factory().build(VECTORS, metric)) {
                assertThrows(IllegalArgumentException.class, () -> index.search(queries, K));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void large_finite_values_still_give_k_neighbors(Metric metric) {
        FloatMatrix vectors = RandomVectors.with(VECTORS, 3, 3, Float.MAX_VALUE);
        FloatMatrix queries = RandomVectors.with(QUERIES.rows(0, 2), 1, 0, -Float.MAX_VALUE);

        try (NeighborIndex index = factory().build(vectors, metric)) {
            for (Neighbors neighbors : index.search(queries, 600)) {
                assertEquals(600, neighbors.size());
                assertOrdered(neighbors);
            }
        }
    }

    /** What Java does not see, native code would read from: so no null may get there, and the index works on. */
    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_and_harms_nothing(@TempDir Path directory) {
        assertThrows(NullPointerException.class, () -> factory().build(null, Metric.EUCLIDEAN));
        assertThrows(NullPointerException.class, () -> factory().build(VECTORS, null));
        assertThrows(NullPointerException.class, () -> factory().load(null));
        assertThrows(NullPointerException.class, () -> factory().save(null, directory.resolve("index.dknn")));
        try (NeighborIndex index = factory().build(VECTORS, Metric.EUCLIDEAN)) {
            List<Neighbors> before = index.search(QUERIES, K);

            assertThrows(NullPointerException.class, () -> index.search(null, K));
            assertThrows(NullPointerException.class, () -> factory().save(index, null));
            assertEquals(before, index.search(QUERIES, K));
        }
    }

    @Test
    void an_empty_set_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> factory().build(VECTORS.rows(0, 0), Metric.EUCLIDEAN));
    }

    @Test
    void searching_after_close_is_refused_and_closing_twice_is_harmless() {
        NeighborIndex index = factory().build(VECTORS, Metric.EUCLIDEAN);

        index.close();
        index.close();

        assertThrows(IllegalStateException.class, () -> index.search(QUERIES, K));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void many_threads_get_the_answers_of_one(Metric metric) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (NeighborIndex index = factory().build(VECTORS, metric)) {
            List<Neighbors> expected = index.search(QUERIES, K);
            List<Callable<Boolean>> searches = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int from = i % 5;
                int to = 10 + 7 * (i % 6);
                searches.add(() -> expected.subList(from, to).equals(index.search(QUERIES.rows(from, to), K)));
            }

            for (Future<Boolean> equal : threads.invokeAll(searches)) {
                assertTrue(equal.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Whoever searches while another thread closes gets the whole answer or the refusal. */
    @Test
    @Timeout(60)
    void closing_harms_no_search() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                NeighborIndex index = factory().build(VECTORS, Metric.EUCLIDEAN);
                List<Neighbors> expected = index.search(QUERIES, K);
                CountDownLatch answered = new CountDownLatch(8);
                Callable<Boolean> search = () -> searchUntilClosed(index, expected, answered);
                List<Future<Boolean>> searches = List.of(threads.submit(search), threads.submit(search));
                answered.await();

                index.close();

                for (Future<Boolean> equal : searches) {
                    assertTrue(equal.get());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean searchUntilClosed(NeighborIndex index, List<Neighbors> expected, CountDownLatch answered) {
        boolean equal = true;
        while (true) {
            try {
                equal &= expected.equals(index.search(QUERIES, K));
                answered.countDown();
            } catch (IllegalStateException closed) {
                return equal;
            }
        }
    }
}
