package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.index.ExactIndex;
import org.dknn.index.NeighborIndex;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of {@code src/main/cpp}, at each level that the processor supports. */
@NeedsFaiss
class KernelsTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        CountedKernels.load(folder);
    }

    /** FAISS's own kernels would leave the count at 0. */
    @ParameterizedTest
    @ValueSource(strings = {"HNSW16", "IVF8,Flat", "IVF8_HNSW8,Flat"})
    void graphs_and_cells_call_the_replaced_kernels(String description) {
        float[] vectors = values(RandomVectors.normal(48, 500, 33));

        long calls = CountedKernels.search(
                description, vectors, RandomVectors.normal(49, 1, 33).row(0), 10);

        // a graph compares 64 nodes at least; cells that are all visited, all 500 vectors
        long least = description.startsWith("IVF") ? 500 : 64;
        assertTrue(calls >= least, calls + " calls, expected " + least + " at least");
    }

    /** The shipped library reports distances of the selected kernels, bit for bit. */
    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1, 2})
    void graphs_and_cells_of_the_shipped_library_use_the_selected_kernels(int level) {
        FloatMatrix matrix = RandomVectors.normal(48, 500, 70);
        float[] query = RandomVectors.normal(49, 1, 70).row(0);
        withKernels(level, () -> {
            for (String description : List.of("HNSW16", "IVF8,Flat")) {
                IndexSpec spec = IndexSpec.of(description);
                try (NativeIndex index = new NativeIndex.Cpu(false)
                        .build(spec, 70, 500, (r, to, at) -> matrix.copyRows(r, r + 1, to, at))) {
                    for (int k = 1; k <= 100; k++) {
                        Candidates found = index.search(query, 1, k, spec);
                        float[] row = matrix.row(found.row(0, k - 1));
                        assertEquals(CountedKernels.distance(level, query, row), found.farthest(0), description);
                    }
                }
            }
        });
    }

    private static float[] values(FloatMatrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.copyRows(0, matrix.rows(), values, 0);
        return values;
    }

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1, 2})
    void every_kernel_agrees_with_a_plain_loop_at_every_width(int level) {
        assumeTrue(level <= FaissNative.kernel_level(), "this processor lacks the kernels of level " + level);

        for (int width = 1; width <= 200; width++) {
            float[] x = RandomVectors.normal(41, 1, width).row(0);
            float[] y = RandomVectors.normal(42, 1, width).row(0);
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += ((double) x[i] - y[i]) * ((double) x[i] - y[i]);
            }

            assertEquals(sum, CountedKernels.distance(level, x, y), 1e-5 * sum, "width " + width);
        }
    }

    /** Shapes about the number of rows, lanes and columns that the kernels of some level take at a time. */
    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1, 2})
    void every_level_scans_as_a_plain_loop_does_up_to_rounding(int level) {
        withKernels(level, () -> {
            for (int rows : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 100}) {
                for (int columns : new int[] {1, 3, 4, 7, 8, 16, 33, 70}) {
                    for (int n : new int[] {1, 2, 8, 9, 16, 20, 33, 64, 65}) {
                        assertScan(RandomVectors.normal(44, rows, columns), RandomVectors.normal(45, n, columns));
                    }
                }
            }
        });
    }

    private static void assertScan(FloatMatrix matrix, FloatMatrix queries) {
        int rows = matrix.rows();
        int columns = matrix.columns();
        int k = (rows + 1) / 2;
        String shape = "[" + rows + " x " + columns + "], " + queries.rows() + " queries, k = " + k;
        PreparedVectors vectors = PreparedVectors.of(matrix, Metric.EUCLIDEAN);
        PreparedVectors asked = PreparedVectors.of(queries, Metric.EUCLIDEAN);
        try (NativeIndex index = new NativeIndex.Cpu(false)
                .build(IndexSpec.of("Flat"), columns, rows, (r, to, at) -> matrix.copyRows(r, r + 1, to, at))) {
            float[] values = values(queries);
            Candidates found = index.search(values, queries.rows(), k, IndexSpec.of("Flat"));
            RoundingError error = new RoundingError(columns, index.multiplies(queries.rows()));
            for (int q = 0; q < queries.rows(); q++) {
                double length = NativeSpace.length(values, q, columns);
                ExactRanking ranking = ExactRanking.of(
                        RankingVectors.of(vectors), IntStream.range(0, rows).toArray(), asked, q);
                assertEquals(k, found.count(q), shape);
                assertEquals(k, differentRows(found, q, k), shape);
                assertEquals(
                        ranking.squared(k - 1),
                        found.farthest(q),
                        error.at(ranking.squared(rows - 1), length),
                        shape + ", query " + q);
                for (int rank = 0; rank < k; rank++) {
                    float exact = vectors.squaredDistance(found.row(q, rank), asked, q);
                    assertEquals(ranking.squared(rank), exact, 2 * error.at(exact, length), shape + ", query " + q);
                }
            }
        }
    }

    private static long differentRows(Candidates found, int query, int k) {
        return IntStream.range(0, k)
                .map(rank -> found.row(query, rank))
                .distinct()
                .count();
    }

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1, 2})
    void every_level_answers_as_the_exact_index_does(int level) {
        FloatMatrix vectors = RandomVectors.clustered(46, 1000, 37, 10);
        FloatMatrix queries = RandomVectors.clustered(47, 70, 37, 10);
        withKernels(level, () -> {
            for (Metric metric : Metric.values()) {
                try (NeighborIndex flat = Faiss.flat().build(vectors, metric);
                        NeighborIndex exact = ExactIndex.factory().build(vectors, metric)) {
                    for (int n : new int[] {1, 7, 70}) {
                        assertEquals(exact.search(queries.rows(0, n), 75), flat.search(queries.rows(0, n), 75));
                    }
                }
            }
        });
    }

    private static void withKernels(int level, Runnable test) {
        FaissLibrary.require();
        int highest = FaissNative.kernel_level();
        assumeTrue(level <= highest, "this processor lacks the kernels of level " + level);
        FaissNative.use_kernels(level);
        try {
            test.run();
        } finally {
            FaissNative.use_kernels(highest);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 10, 1000})
    void no_distance_is_too_large_by_more_than_the_error_says(float offset) {
        FloatMatrix matrix = RandomVectors.shifted(43, 500, 33, offset);
        PreparedVectors vectors = PreparedVectors.of(matrix, Metric.EUCLIDEAN);
        RankingVectors ranking = RankingVectors.of(vectors);
        NativeSpace space = NativeSpace.of(ranking, Metric.EUCLIDEAN);
        try (NativeIndex index = new NativeIndex.Cpu(false).build(IndexSpec.of("Flat"), 33, 500, space.rows(ranking))) {
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
