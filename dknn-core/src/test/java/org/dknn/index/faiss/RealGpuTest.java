package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dknn.index.ExactIndex;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Larger indexes on GPU 0, compared with those of plain Java. */
@NeedsGpu
class RealGpuTest {

    private static final FloatMatrix ALL = RandomVectors.clustered(80, 20_300, 300, 40);
    private static final FloatMatrix VECTORS = ALL.rows(0, 20_000);
    private static final FloatMatrix QUERIES = ALL.rows(20_000, 20_300);

    private static NeighborIndex onGpu(FloatMatrix vectors, Metric metric) {
        return Faiss.flat().on(Faiss.gpu(0)).build(vectors, metric);
    }

    @Test
    void the_first_gpu_is_there() {
        assertEquals(Optional.empty(), Faiss.gpu(0).whyUnavailable());
        String missing = Faiss.gpu(1000).whyUnavailable().orElseThrow();
        assertTrue(missing.startsWith("GPU 1000 not found; GPUs are numbered 0 to "), missing);
    }

    /** FAISS on a GPU finds up to 2,048 neighbors; for more than 1,639, with their margin, Java compares all vectors. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void answers_equal_those_of_plain_java(Metric metric) {
        try (NeighborIndex expected = ExactIndex.factory().build(VECTORS, metric);
                NeighborIndex index = onGpu(VECTORS, metric)) {
            for (int k : new int[] {1, 75, 300, 1000, 1639, 1640, 2048, 2049}) {
                FloatMatrix queries = QUERIES.rows(0, 40);
                assertEquals(expected.search(queries, k), index.search(queries, k), "k = " + k);
            }
            for (int batch : new int[] {1, 2, 21, 256, 300}) {
                FloatMatrix queries = QUERIES.rows(0, batch);
                assertEquals(expected.search(queries, 75), index.search(queries, 75), batch + " queries");
            }
        }
    }

    @Test
    void more_queries_than_a_chunk_are_answered_by_several_calls() {
        FloatMatrix vectors = RandomVectors.normal(81, 5000, 16);
        FloatMatrix queries = RandomVectors.normal(82, 2500, 16);

        try (NeighborIndex expected = ExactIndex.factory().build(vectors, Metric.EUCLIDEAN);
                NeighborIndex index = onGpu(vectors, Metric.EUCLIDEAN)) {
            assertEquals(expected.search(queries, 10), index.search(queries, 10));
        }
    }

    @Test
    void values_of_any_size_are_ranked_exactly() {
        for (double factor : new double[] {1e-15, 1e-6, 1e6, 1e15}) {
            FloatMatrix vectors = scaled(RandomVectors.normal(83, 3000, 40), (float) factor);
            FloatMatrix queries = scaled(RandomVectors.normal(84, 20, 40), (float) factor);

            try (NeighborIndex expected = ExactIndex.factory().build(vectors, Metric.EUCLIDEAN);
                    NeighborIndex index = onGpu(vectors, Metric.EUCLIDEAN)) {
                assertEquals(expected.search(queries, 75), index.search(queries, 75), "times " + factor);
            }
        }
    }

    private static FloatMatrix scaled(FloatMatrix matrix, float factor) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.copyRows(0, matrix.rows(), values, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return FloatMatrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    @Test
    void several_indexes_share_the_gpu() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Neighbors>>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        try (NeighborIndex index = onGpu(VECTORS.rows(0, 1000 * (i + 1)), Metric.COSINE)) {
                            return index.search(QUERIES, 75);
                        }
                    }))
                    .toList();
            for (int i = 0; i < 8; i++) {
                try (NeighborIndex expected =
                        ExactIndex.factory().build(VECTORS.rows(0, 1000 * (i + 1)), Metric.COSINE)) {
                    assertEquals(expected.search(QUERIES, 75), answers.get(i).get());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_index_that_gpus_cannot_hold_is_the_callers_mistake() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Faiss.hnsw(16).on(Faiss.gpu(0)).build(VECTORS.rows(0, 1000), Metric.EUCLIDEAN));

        assertTrue(
                refused.getMessage().startsWith("FAISS cannot build \"HNSW16\" over [1000 x 300] vectors: "),
                refused.getMessage());
    }
}
