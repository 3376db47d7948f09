package org.dknn.lucene;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.testkit.NaiveSort;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LuceneFactoryTest {

    private static final int K = 25;
    private static final FloatMatrix VECTORS = RandomVectors.clustered(40, 3000, 32, 20);
    private static final FloatMatrix QUERIES = VECTORS.rows(0, 100);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Metric.class)
    void graphs_find_nearly_all(Metric metric) {
        assertRecall(0.98, new LuceneFactory().searchWidth(60), VECTORS, metric);
        assertRecall(0.95, new LuceneFactory().searchWidth(60).quantized(), VECTORS, metric);
    }

    @Test
    void wider_graphs_and_searches_find_more() {
        FloatMatrix vectors = RandomVectors.normal(41, 2000, 32);
        double narrow = recall(new LuceneFactory().links(2).buildWidth(5).searchWidth(1), vectors, Metric.EUCLIDEAN);
        double wide = recall(new LuceneFactory().links(32).buildWidth(100).searchWidth(500), vectors, Metric.EUCLIDEAN);

        assertTrue(narrow < wide, narrow + " of few links, " + wide + " of many");
        assertTrue(wide >= 0.98, "found " + wide);
    }

    @Test
    void graphs_connect_clusters_that_lie_apart() {
        FloatMatrix centers = RandomVectors.normal(45, 100, 32);
        FloatMatrix noise = RandomVectors.normal(46, 3000, 32);
        float[] values = new float[3000 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = 20 * centers.get(i / 32 % 100, i % 32) + noise.get(i / 32, i % 32);
        }

        assertRecall(0.98, new LuceneFactory(), FloatMatrix.wrap(3000, 32, values), Metric.EUCLIDEAN);
    }

    /** As of a layer of ReLU units: most vectors are zeros, at cosine distance 1 of all, and hide none that is nearer. */
    @Test
    void vectors_without_a_direction_hide_no_neighbors() {
        float[] values = new float[3000 * 32];
        VECTORS.copyRows(0, 1000, values, 2000 * 32);
        FloatMatrix vectors = FloatMatrix.wrap(3000, 32, values);

        double recall = recall(new LuceneFactory().searchWidth(60), vectors, QUERIES, Metric.COSINE);

        assertTrue(recall >= 0.98, "found " + recall);
    }

    private static void assertRecall(double floor, IndexFactory factory, FloatMatrix vectors, Metric metric) {
        double recall = recall(factory, vectors, metric);
        assertTrue(recall >= floor, factory + " should find " + floor + " of the neighbors, found " + recall);
    }

    private static double recall(IndexFactory factory, FloatMatrix vectors, Metric metric) {
        return recall(factory, vectors, vectors.rows(0, 100), metric);
    }

    private static double recall(IndexFactory factory, FloatMatrix vectors, FloatMatrix queries, Metric metric) {
        List<Neighbors> exact = NaiveSort.search(vectors, metric, queries, K);
        try (NeighborIndex index = factory.build(vectors, metric)) {
            List<Neighbors> found = index.search(queries, K);
            long hits = 0;
            for (int q = 0; q < queries.rows(); q++) {
                Set<Integer> wanted =
                        Arrays.stream(exact.get(q).ordinals()).boxed().collect(Collectors.toSet());
                hits += Arrays.stream(found.get(q).ordinals())
                        .filter(wanted::contains)
                        .count();
            }
            return hits / (double) (queries.rows() * K);
        }
    }

    /** Several flushes of the buffer and a merge keep the order of the rows. */
    @Test
    void a_source_is_read_in_blocks_and_keeps_its_order() {
        IndexFactory.Context context = new IndexFactory.Context("model", "dense", "a");
        try (NeighborIndex index = new LuceneFactory().build(context, VECTORS, Metric.EUCLIDEAN)) {
            assertEquals(NaiveSort.search(VECTORS, Metric.EUCLIDEAN, QUERIES, 3000), index.search(QUERIES, 3000));
        }
    }

    @Test
    void a_saved_model_loads_by_itself_and_saves_again() throws IOException {
        Dataset<String> training = SpotExtractor.points(1, 200);
        Dataset<String> calibration = SpotExtractor.points(2, 50);
        List<String> asked = SpotExtractor.points(3, 20).inputs();
        try (DeepKnn<String> fitted = DeepKnn.builder(new SpotExtractor())
                        .neighbors(7)
                        .index(new LuceneFactory().in(directory.resolve("building")))
                        .fit(training, calibration);
                DeepKnn<String> exact = DeepKnn.builder(new SpotExtractor())
                        .neighbors(7)
                        .index(ExactIndex.factory())
                        .fit(training, calibration)) {
            List<List<Neighbors>> expected = neighbors(exact.predictAll(asked));
            assertEquals(expected, neighbors(fitted.predictAll(asked)));
            fitted.save(directory.resolve("model"));
            try (DeepKnn<String> loaded = DeepKnn.load(directory.resolve("model"), new SpotExtractor())) {
                loaded.save(directory.resolve("model")); // over the files that it reads
                assertEquals(expected, neighbors(loaded.predictAll(asked)));
            }
            try (DeepKnn<String> again = DeepKnn.load(directory.resolve("model"), new SpotExtractor())) {
                assertEquals(expected, neighbors(again.predictAll(asked)));
            }
        }
        try (Stream<Path> left = Files.list(directory.resolve("building"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static List<List<Neighbors>> neighbors(List<Prediction> predictions) {
        return predictions.stream().map(Prediction::neighbors).toList();
    }

    @Test
    void settings_beyond_what_lucene_takes_are_refused() {
        LuceneFactory factory = new LuceneFactory();
        assertRefused("links must be in 1..512, got 513", () -> factory.links(513));
        assertRefused("links must be in 1..512, got 0", () -> factory.links(0));
        assertRefused("buildWidth must be in 1..3200, got 3201", () -> factory.buildWidth(3201));
        assertRefused("searchWidth must be in 1..2147483647, got 0", () -> factory.searchWidth(0));
    }

    /** Lucene's own formats stop at 1,024 columns. */
    @Test
    void vectors_may_be_wide_up_to_a_limit() {
        IndexFactory.Context context = new IndexFactory.Context("model", "flat", "a");
        for (LuceneFactory factory : List.of(new LuceneFactory(), new LuceneFactory().quantized())) {
            FloatMatrix widest = RandomVectors.normal(50, 40, 4096);
            try (NeighborIndex index = factory.build(context, widest, Metric.COSINE)) {
                assertEquals(3, index.search(widest.rows(3, 4), 1).get(0).ordinal(0));
            }
            assertRefused(
                    "vectors of layer flat, class a must have at most 4096 columns for a Lucene index, got 4097",
                    () -> factory.build(context, RandomVectors.normal(51, 2, 4097), Metric.COSINE));
        }
    }

    @Test
    void a_full_disk_is_told_and_nothing_stays() throws IOException {
        LuceneFactory factory = new LuceneFactory(GraphForm.USUAL, Optional.of(directory), new FullDisk(50_000));

        assertRefused(
                UncheckedIOException.class,
                "No space left on device; free space, or choose a folder by LuceneFactory.in",
                () -> factory.build(VECTORS, Metric.EUCLIDEAN));

        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void removed_files_are_told_when_the_index_is_saved_and_searches_go_on() throws IOException {
        LuceneFactory factory = new LuceneFactory().in(directory.resolve("building"));
        try (NeighborIndex index = factory.build(VECTORS, Metric.EUCLIDEAN)) {
            List<Neighbors> before = index.search(QUERIES, K);
            try (Stream<Path> folders = Files.list(directory.resolve("building"))) {
                folders.forEach(IndexStore::delete);
            }

            assertEquals(before, index.search(QUERIES, K));
            NoSuchFileException removed = org.junit.jupiter.api.Assertions.assertThrows(
                    NoSuchFileException.class, () -> factory.save(index, directory.resolve("index.dknn")));
            assertTrue(
                    String.valueOf(removed.getReason()).contains("as its files were removed; build it again"),
                    removed.toString());
            assertTrue(Files.notExists(directory.resolve("index.dknn")));
        }
    }

    @Test
    void interrupts_end_a_build_and_a_search() throws Exception {
        try (NeighborIndex index = new LuceneFactory().build(VECTORS, Metric.EUCLIDEAN)) {
            Thread thread = new Thread(() -> {
                Thread.currentThread().interrupt();
                assertRefused(CancellationException.class, "interrupted", () -> index.search(QUERIES, K));
                assertRefused(CancellationException.class, "interrupted", () -> new LuceneFactory()
                        .build(VECTORS, Metric.EUCLIDEAN));
            });
            Throwable[] failed = new Throwable[1];
            thread.setUncaughtExceptionHandler((some, failure) -> failed[0] = failure);
            thread.start();
            thread.join();

            assertEquals(null, failed[0]);
        }
    }
}
