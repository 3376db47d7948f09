package org.dknn.lucene;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.DeepKnnBuilder;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.index.ExactIndex;
import org.dknn.index.Neighbors;
import org.dknn.internal.DknnFormatException;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A classifier whose examples change answers as one that was fitted to the examples of the moment. */
class LiveDeepKnnTest {

    private static final Dataset<String> FIRST = SpotExtractor.points(1, 90);
    private static final Dataset<String> SECOND = SpotExtractor.points(2, 60);
    private static final Dataset<String> CALIBRATION = SpotExtractor.points(3, 40);
    private static final List<String> QUESTIONS = SpotExtractor.points(4, 20).inputs();
    private static final int K = 7;

    /** So many that all examples are compared, and answers are exact. */
    private static final LuceneFactory WIDE = new LuceneFactory().searchWidth(1000);

    @TempDir
    private Path directory;

    private static DeepKnnBuilder<String> builder(Metric metric) {
        return DeepKnn.builder(new SpotExtractor()).neighbors(K).metric(metric).index(ExactIndex.factory());
    }

    private static DeepKnn<String> fitted(Dataset<String> examples) {
        return builder(Metric.EUCLIDEAN).fit(examples, CALIBRATION);
    }

    private LiveDeepKnn<String> created(LuceneFactory form, Graphs graphs) throws IOException {
        try (DeepKnn<String> fitted = fitted(FIRST)) {
            return LiveDeepKnn.create(directory, fitted, form, graphs);
        }
    }

    private LiveDeepKnn<String> created() throws IOException {
        return created(WIDE, Graphs.PER_CLASS);
    }

    private static Dataset<String> joined(List<Dataset<String>> parts) {
        return Dataset.of(
                parts.stream().flatMap(part -> part.inputs().stream()).toList(),
                parts.stream().flatMapToInt(part -> IntStream.of(part.labels())).toArray(),
                SpotExtractor.LABELS);
    }

    /** The neighbors that an exact classifier of these examples finds, by layer. */
    private static List<List<Neighbors>> expected(Dataset<String> examples, Metric metric) {
        try (DeepKnn<String> exact = builder(metric).fit(examples, CALIBRATION)) {
            return neighbors(exact.predictAll(QUESTIONS));
        }
    }

    private static List<List<Neighbors>> neighbors(List<Prediction> predictions) {
        return predictions.stream().map(Prediction::neighbors).toList();
    }

    @ParameterizedTest
    @EnumSource(Graphs.class)
    void added_and_removed_examples_are_seen_by_the_next_prediction(Graphs graphs) throws IOException {
        for (Metric metric : Metric.values()) {
            Path own = directory.resolve(metric.name());
            try (DeepKnn<String> fitted = builder(metric).fit(FIRST, CALIBRATION);
                    LiveDeepKnn<String> live = LiveDeepKnn.create(own, fitted, WIDE, graphs)) {
                assertEquals(expected(FIRST, metric), neighbors(live.predictAll(QUESTIONS)));

                List<Long> ids = live.add(SECOND);
                assertEquals(expected(joined(List.of(FIRST, SECOND)), metric), neighbors(live.predictAll(QUESTIONS)));
                assertEquals(150, live.size());

                // the first ten, and all odd ones that were added
                List<Long> gone = Stream.concat(
                                IntStream.range(0, 10).mapToObj(i -> live.with(snapshot -> snapshot.id(i))),
                                IntStream.range(0, 30).mapToObj(i -> ids.get(2 * i + 1)))
                        .toList();
                assertEquals(40, live.remove(gone));
                Dataset<String> left = joined(List.of(
                        FIRST.select(IntStream.range(10, 90).toArray()),
                        SECOND.select(IntStream.range(0, 30).map(i -> 2 * i).toArray())));
                assertEquals(expected(left, metric), neighbors(live.predictAll(QUESTIONS)));
                assertEquals(
                        left.inputs(),
                        live.with(snapshot -> snapshot.classifier().reference().inputs()));
            }
        }
    }

    @Test
    void an_added_example_is_a_neighbor_in_the_next_prediction_and_gone_after_its_removal() throws IOException {
        try (LiveDeepKnn<String> live = created(new LuceneFactory().searchWidth(10), Graphs.PER_LAYER)) {
            for (int i = 0; i < 12; i++) {
                String spot = (50 + i) + ",50,50";
                long id = live.add(Dataset.of(List.of(spot), new int[] {1}, SpotExtractor.LABELS))
                        .get(0);
                assertEquals(spot, nearest(live, spot));
                if (i % 3 == 0) {
                    assertEquals(1, live.remove(List.of(id, id, 1_000_000L)));
                    assertFalse(nearest(live, spot).equals(spot));
                }
            }
        }
    }

    private static String nearest(LiveDeepKnn<String> live, String spot) {
        return live.with(snapshot -> {
            Prediction prediction = snapshot.classifier().predict(spot);
            int ordinal = prediction.neighbors().get(1).ordinal(0);
            return snapshot.classifier().reference().inputs().get(ordinal);
        });
    }

    /** Eight threads predict while examples come and go; each answer must be that of one of the sets, in all layers. */
    @ParameterizedTest
    @EnumSource(Graphs.class)
    @Timeout(120)
    void threads_see_the_old_or_the_new_set_never_a_mix(Graphs graphs) throws Exception {
        int rounds = 3;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (LiveDeepKnn<String> live = created(WIDE, graphs)) {
            List<CountDownLatch> seen = new ArrayList<>();
            IntStream.rangeClosed(0, 2 * rounds).forEach(i -> seen.add(new CountDownLatch(8)));
            List<List<List<Neighbors>>> sets = new ArrayList<>();
            Dataset<String> both = joined(List.of(FIRST, SECOND));
            sets.add(expected(FIRST, Metric.EUCLIDEAN));
            sets.add(expected(both, Metric.EUCLIDEAN));
            Callable<Boolean> asker = () -> asks(live, sets, seen);
            List<Future<Boolean>> answers =
                    IntStream.range(0, 8).mapToObj(i -> threads.submit(asker)).toList();

            seen.get(0).await();
            for (int round = 0; round < rounds; round++) {
                List<Long> ids = live.add(SECOND);
                seen.get(2 * round + 1).await();
                live.remove(ids);
                seen.get(2 * round + 2).await();
            }

            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Predicts until all sets were seen in turn; each latch counts the threads that have seen a set. */
    private static boolean asks(LiveDeepKnn<String> live, List<List<List<Neighbors>>> sets, List<CountDownLatch> seen) {
        for (int version = 0; version < seen.size(); ) {
            List<List<Neighbors>> found = neighbors(live.predictAll(QUESTIONS));
            if (found.equals(sets.get(version % 2))) {
                seen.get(version++).countDown();
            } else if (!found.equals(sets.get((version + 1) % 2))) {
                seen.forEach(latch -> IntStream.range(0, 8).forEach(i -> latch.countDown())); // lets the test end
                return false;
            }
        }
        return true;
    }

    @Test
    void a_snapshot_stays_while_examples_change_and_the_classifier_is_closed() throws IOException {
        LiveDeepKnn<String> live = created();
        List<List<Neighbors>> expected = expected(FIRST, Metric.EUCLIDEAN);

        live.with(snapshot -> {
            change(live);
            live.close();
            assertEquals(expected, neighbors(snapshot.classifier().predictAll(QUESTIONS)));
            return snapshot;
        });

        assertRefused(IllegalStateException.class, "the classifier is closed", () -> live.predict("0,0,0"));
        assertRefused(IllegalStateException.class, "the classifier is closed", () -> live.add(SECOND));
        live.close();
    }

    private static void change(LiveDeepKnn<String> live) {
        try {
            live.remove(live.add(SECOND).subList(0, 5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_was_changed_is_there_after_opening_again() throws IOException {
        List<List<Neighbors>> before;
        List<Long> ids;
        try (LiveDeepKnn<String> live = created(WIDE.quantized(), Graphs.PER_LAYER)) {
            ids = live.add(SECOND);
            live.remove(ids.subList(30, 60));
            before = neighbors(live.predictAll(QUESTIONS));
        }
        try (DeepKnn<String> fitted = fitted(FIRST);
                LiveDeepKnn<String> live = LiveDeepKnn.open(directory, fitted)) {
            assertEquals(before, neighbors(live.predictAll(QUESTIONS)));

            // numbers are not given twice
            assertEquals(ids.get(59) + 1, live.add(SECOND.select(0)).get(0));
        }
    }

    @Test
    void a_snapshot_is_saved_as_a_model_that_loads_by_itself(@TempDir Path model) throws IOException {
        try (LiveDeepKnn<String> live = created()) {
            live.remove(live.add(SECOND).subList(0, 20));
            live.recalibrate(CALIBRATION);
            List<Prediction> expected = live.with(snapshot -> {
                try {
                    snapshot.classifier().save(model);
                    return snapshot.classifier().predictAll(QUESTIONS);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            try (DeepKnn<String> loaded = DeepKnn.load(model, new SpotExtractor())) {
                List<Prediction> found = loaded.predictAll(QUESTIONS);
                assertEquals(neighbors(expected), neighbors(found));
                assertEquals(
                        expected.stream().map(Prediction::credibility).toList(),
                        found.stream().map(Prediction::credibility).toList());
            }
        }
    }

    /** Recalibrated, the p-values are those of a classifier that was assembled of the same examples. */
    @Test
    void calibration_follows_when_it_is_told_to() throws IOException {
        Dataset<String> both = joined(List.of(FIRST, SECOND));
        try (LiveDeepKnn<String> live = created();
                DeepKnn<String> exact = fitted(both)) {
            live.add(SECOND);
            live.recalibrate(CALIBRATION);

            assertEquals(
                    exact.calibrationScores().statistics(),
                    live.with(snapshot -> snapshot.classifier().calibrationScores())
                            .statistics());
        }
    }

    @Test
    void a_full_disk_leaves_the_examples_of_before_until_there_is_room() throws IOException {
        FullDisk disk = new FullDisk(1 << 20);
        List<List<Neighbors>> before = expected(FIRST, Metric.EUCLIDEAN);
        try (LiveDeepKnn<String> live =
                created(new LuceneFactory(WIDE.form(), Optional.empty(), disk), Graphs.PER_CLASS)) {
            for (long room : new long[] {0, 100, 2000, 5000}) {
                disk.free(room);
                assertRefused(IOException.class, "No space left on device; the reference", () -> live.add(SECOND));
                assertEquals(before, neighbors(live.predictAll(QUESTIONS)));
            }
            disk.free(1 << 20);
            live.add(SECOND);

            assertEquals(
                    expected(joined(List.of(FIRST, SECOND)), Metric.EUCLIDEAN), neighbors(live.predictAll(QUESTIONS)));
        }
    }

    @Test
    void creating_on_a_full_disk_fails_and_can_be_tried_again() throws IOException {
        LuceneFactory full = new LuceneFactory(WIDE.form(), Optional.empty(), new FullDisk(3000));

        assertRefused(IOException.class, "No space left on device", () -> created(full, Graphs.PER_CLASS));

        try (LiveDeepKnn<String> live = created()) {
            assertEquals(90, live.size());
        }
    }

    @Test
    void a_removed_directory_is_told_and_the_examples_of_before_are_served() throws IOException {
        try (LiveDeepKnn<String> live = created()) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);

            assertRefused(
                    IOException.class,
                    "the reference examples in " + directory + " stay as they were",
                    () -> live.add(SECOND));
            assertRefused(IOException.class, "stay as they were", () -> live.remove(List.of(1L)));
            assertEquals(expected(FIRST, Metric.EUCLIDEAN), neighbors(live.predictAll(QUESTIONS)));
        }
    }

    @Test
    void examples_of_another_model_are_refused_by_name() throws IOException {
        created().close();
        SpotExtractor other = new SpotExtractor("others", List.of("plane", "space"));
        SpotExtractor layers = new SpotExtractor("spots", List.of("flat", "space"));
        assertOpeningRefused(
                DeepKnn.builder(other).neighbors(K).fit(FIRST, CALIBRATION),
                "were made for the network with fingerprint spots, got others");
        assertOpeningRefused(
                DeepKnn.builder(layers).neighbors(K).fit(FIRST, CALIBRATION),
                "were made for the layers [plane, space], got [flat, space]");
        assertOpeningRefused(
                builder(Metric.COSINE).fit(FIRST, CALIBRATION), "were made for the distance euclidean, got cosine");
        LabelSet names = LabelSet.of("a", "b", "other");
        assertOpeningRefused(
                DeepKnn.builder(new SpotExtractor())
                        .neighbors(K)
                        .fit(
                                Dataset.of(FIRST.inputs(), FIRST.labels(), names),
                                Dataset.of(CALIBRATION.inputs(), CALIBRATION.labels(), names)),
                "were made for the classes [a, b, c], got [a, b, other]");
    }

    private void assertOpeningRefused(DeepKnn<String> fitted, String message) {
        try (fitted) {
            assertRefused(DknnFormatException.class, message, () -> LiveDeepKnn.open(directory, fitted)
                    .close());
        }
    }

    @Test
    void directories_with_or_without_examples_and_those_in_use_are_told_apart() throws IOException {
        try (DeepKnn<String> fitted = fitted(FIRST)) {
            assertRefused(
                    DknnFormatException.class,
                    "must be a directory of reference examples, got none",
                    () -> LiveDeepKnn.open(directory.resolve("none"), fitted));
            assertRefused(
                    DknnFormatException.class,
                    "must be a directory of reference examples, got none",
                    () -> LiveDeepKnn.open(directory, fitted));
            try (LiveDeepKnn<String> live = created()) {
                assertRefused(
                        IOException.class, "are open for changes elsewhere", () -> LiveDeepKnn.open(directory, fitted));
                assertEquals(90, live.size());
            }
            assertRefused(
                    DknnFormatException.class,
                    "must hold no reference examples yet",
                    () -> LiveDeepKnn.create(directory, fitted, WIDE, Graphs.PER_CLASS));
            LiveDeepKnn.open(directory, fitted).close();
        }
    }

    @Test
    void too_few_examples_and_examples_of_other_classes_are_refused() throws IOException {
        try (LiveDeepKnn<String> live = created()) {
            List<Long> all = live.with(
                    snapshot -> IntStream.range(0, 90).mapToObj(snapshot::id).toList());

            assertRefused(
                    "at least k = 7 reference examples must stay, got 6 of 90", () -> live.remove(all.subList(0, 84)));
            assertRefused(
                    "the examples must have the classes [a, b, c], got [x, y]",
                    () -> live.add(Dataset.of(List.of("0,0,0"), new int[1], LabelSet.of("x", "y"))));
            assertRefused(
                    "activations of layer plane must be",
                    () -> live.add(Dataset.of(List.of("1e38,0,0"), new int[1], SpotExtractor.LABELS)));
            assertEquals(expected(FIRST, Metric.EUCLIDEAN), neighbors(live.predictAll(QUESTIONS)));
            assertEquals(83, live.remove(all.subList(0, 83)));
            assertEquals(7, live.predict("0,0,0").neighbors().get(0).size());
        }
    }

    @Test
    void an_interrupted_change_leaves_the_examples_of_before() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (LiveDeepKnn<String> live = created()) {
            Future<Boolean> changed = thread.submit(() -> {
                Thread.currentThread().interrupt();
                assertRefused(InterruptedIOException.class, "stay as they were", () -> live.add(SECOND));
                return Thread.interrupted();
            });

            assertTrue(changed.get());
            assertEquals(expected(FIRST, Metric.EUCLIDEAN), neighbors(live.predictAll(QUESTIONS)));
            live.add(SECOND);
            assertEquals(150, live.size());
        } finally {
            thread.shutdownNow();
        }
    }
}
