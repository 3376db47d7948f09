package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dknn.conformal.PValueKind;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.internal.DknnFormatException;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {

    private static final Dataset<String> TRAINING = Dataset.of(
            List.of("0,0", "1,3", "2,2", "10,11", "11,10", "12,12"),
            new int[] {0, 0, 0, 1, 1, 1},
            LabelSet.of("low", "high"));

    @TempDir
    private Path directory;

    private DeepKnn<String> dknn;

    @BeforeEach
    void fit() {
        dknn = DeepKnn.builder(new PointExtractor())
                .neighbors(3)
                .metric(Metric.EUCLIDEAN)
                .pValues(PValueKind.SMOOTHED)
                .seed(11)
                .fit(TRAINING, TRAINING);
    }

    @AfterEach
    void close() {
        dknn.close();
    }

    @Test
    void saving_and_loading_changes_no_answer() throws IOException {
        dknn.save(directory);

        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            for (String input : List.of("0,0", "5,9", "7,7", "30,-2")) {
                Prediction before = dknn.predict(input);
                Prediction after = loaded.predict(input);
                assertEquals(before.neighbors(), after.neighbors());
                assertEquals(before.pValues(), after.pValues());
                assertEquals(before.label(), after.label());
            }
            assertEquals(TRAINING.inputs(), loaded.reference().inputs());
            assertEquals(dknn.toString(), loaded.toString());
        }
    }

    @Test
    void limits_are_a_part_of_their_own_and_are_kept() throws IOException {
        Map<String, ValueLimits.Range> ranges = new LinkedHashMap<>();
        ranges.put("z", new ValueLimits.Range(0, 0.5));
        ranges.put("a", new ValueLimits.Range(1.0 / 3, 1.0 / 3));
        dknn.withLimits(new ValueLimits(ranges)).save(directory);

        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            assertEquals(new ValueLimits(ranges), loaded.limits());
            assertEquals(
                    List.of("z", "a"), List.copyOf(loaded.limits().byMethod().keySet()));
        }
        dknn.save(directory);
        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor());
                Stream<Path> files = Files.list(directory)) {
            assertEquals(ValueLimits.none(), loaded.limits());
            assertTrue(files.noneMatch(file -> file.toString().contains("limits")));
        }
    }

    @Test
    void hit_rates_are_kept_beside_limits() throws IOException {
        Map<String, HitRates.Rate> counts = new LinkedHashMap<>();
        counts.put("yes", new HitRates.Rate(205, 223));
        counts.put("no", new HitRates.Rate(0, 0));
        ValueLimits limits = new ValueLimits(Map.of("m", new ValueLimits.Range(0, 1)));
        dknn.withHitRates(new HitRates(counts)).withLimits(limits).save(directory);

        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            assertEquals(new HitRates(counts), loaded.hitRates());
            assertEquals(limits, loaded.limits());
            assertEquals(
                    HitRates.none(),
                    loaded.withNonconformity(loaded.nonconformity()).hitRates());
        }
    }

    /** Half a surrogate pair has no UTF-8 form; two such inputs must not become one. */
    @Test
    void inputs_are_kept_to_the_last_char() throws IOException {
        List<String> odd = List.of("0,0,\ud83d", "1,1,\ude00", "2,2,?", "3,3,\u0000");
        Dataset<String> training = Dataset.of(odd, new int[] {0, 1, 0, 1}, TRAINING.labelSet());
        try (DeepKnn<String> small =
                DeepKnn.builder(new PointExtractor()).neighbors(1).fit(training, TRAINING)) {
            small.save(directory);
        }

        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            assertEquals(odd, loaded.reference().inputs());
        }
    }

    @Test
    void every_index_of_our_own_is_found_again() throws IOException {
        for (IndexFactory index : List.of(ExactIndex.factory(), Faiss.flatOrExact())) {
            try (DeepKnn<String> saved = DeepKnn.builder(new PointExtractor())
                    .neighbors(2)
                    .index(index)
                    .fit(TRAINING, TRAINING)) {
                saved.save(directory);
                try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
                    assertEquals(
                            saved.predict("6,5").neighbors(),
                            loaded.predict("6,5").neighbors());
                }
            }
        }
    }

    @Test
    void saving_again_replaces_the_old_files() throws IOException {
        dknn.save(directory);
        dknn.save(directory);

        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(11, files.count()); // the lock, the manifest, five parts and two classes in each of two layers
        }
        DeepKnn.load(directory, new PointExtractor()).close();
    }

    @Test
    void a_save_that_fails_leaves_the_old_model() throws IOException {
        dknn.save(directory);
        try (DeepKnn<String> broken = DeepKnn.builder(new PointExtractor())
                .neighbors(1)
                .index(new Unsaveable())
                .fit(TRAINING, TRAINING)) {
            assertThrows(IOException.class, () -> broken.save(directory));
        }

        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            assertEquals(3, loaded.neighbors());
        }
    }

    @Test
    void an_interrupted_save_says_so_and_leaves_the_old_model() throws IOException {
        dknn.save(directory);
        Thread.currentThread().interrupt();

        assertRefused(
                InterruptedIOException.class,
                "saving into " + directory + " was interrupted; the directory holds the model of before",
                () -> dknn.save(directory));

        assertTrue(Thread.interrupted());
        DeepKnn.load(directory, new PointExtractor()).close();
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(11, files.count());
        }
    }

    @Test
    void a_closed_classifier_is_not_saved() throws IOException {
        for (IndexFactory index : List.of(ExactIndex.factory(), Faiss.flatOrExact())) {
            DeepKnn<String> closed = DeepKnn.builder(new PointExtractor())
                    .neighbors(2)
                    .index(index)
                    .fit(TRAINING, TRAINING);
            closed.close();

            assertRefused(IllegalStateException.class, "closed", () -> closed.save(directory));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void another_network_is_refused_naming_both() throws IOException {
        dknn.save(directory);

        assertRefused(
                DknnFormatException.class,
                "fingerprint points, got other",
                () -> DeepKnn.load(directory, new PointExtractor("other", List.of("left", "right"), 0)));
    }

    @Test
    void other_layers_are_refused_naming_both() throws IOException {
        dknn.save(directory);

        assertRefused(
                DknnFormatException.class,
                "layers [left, right], got [left]",
                () -> DeepKnn.load(directory, new PointExtractor("points", List.of("left"), 0)));
    }

    @Test
    void the_same_network_reading_otherwise_is_refused() throws IOException {
        dknn.save(directory);

        assertRefused(
                DknnFormatException.class,
                "layer left gave 0.0 for a stored example, got 0.01",
                () -> DeepKnn.load(directory, new PointExtractor("points", List.of("left", "right"), 0.01f)));
        DeepKnn.load(directory, new PointExtractor("points", List.of("left", "right"), 1e-5f))
                .close();
    }

    @Test
    void another_index_is_refused_naming_both() throws IOException {
        dknn.save(directory);

        assertRefused(
                DknnFormatException.class,
                "index \"flat-or-exact\", got [unsaveable]",
                () -> DeepKnn.load(directory, new PointExtractor(), new Unsaveable()));
    }

    @Test
    void a_damaged_manifest_is_refused() throws IOException {
        dknn.save(directory);
        Path manifest = directory.resolve("dknn.model");
        byte[] bytes = Files.readAllBytes(manifest);
        for (int i = 0; i < bytes.length; i += 7) {
            bytes[i] ^= 0x10;
            Files.write(manifest, bytes);
            assertThrows(DknnFormatException.class, () -> DeepKnn.load(directory, new PointExtractor()), "byte " + i);
            bytes[i] ^= 0x10;
        }
    }

    @Test
    void a_damaged_index_file_is_refused() throws IOException {
        dknn.save(directory);
        try (Stream<Path> files = Files.list(directory)) {
            Path index = files.filter(f -> f.toString().endsWith(".index"))
                    .findFirst()
                    .orElseThrow();
            Files.write(index, new byte[] {1, 2, 3, 4, 5});
        }

        assertRefused(
                DknnFormatException.class,
                "that this model was saved with: it was exchanged for another file, or is damaged",
                () -> DeepKnn.load(directory, new PointExtractor()));
    }

    @Test
    void a_flipped_bit_of_an_index_file_is_refused() throws IOException {
        dknn.save(directory);
        Path index = file(directory, "layer-0-class-1");
        byte[] bytes = Files.readAllBytes(index);
        for (int i = 0; i < bytes.length; i += 7) {
            bytes[i] ^= 0x10;
            Files.write(index, bytes);
            assertThrows(DknnFormatException.class, () -> DeepKnn.load(directory, new PointExtractor()), "byte " + i);
            bytes[i] ^= 0x10;
        }
    }

    /** Equal sizes and metrics: files that fit each other's places. */
    @Test
    void exchanged_parts_are_refused_by_name(@TempDir Path elsewhere) throws IOException {
        dknn.save(directory);
        Dataset<String> moved = Dataset.of(
                List.of("1,0", "2,3", "3,2", "20,11", "21,10", "22,12"), TRAINING.labels(), TRAINING.labelSet());
        try (DeepKnn<String> other = DeepKnn.builder(new PointExtractor())
                .neighbors(3)
                .metric(Metric.EUCLIDEAN)
                .fit(moved, moved)) {
            other.save(elsewhere);
        }

        assertExchangedIsRefused(file(directory, "layer-0-class-0"), file(directory, "layer-0-class-1"));
        assertExchangedIsRefused(file(directory, "layer-0-class-0"), file(directory, "layer-1-class-0"));
        for (String part : List.of("layer-1-class-1", "calibration", "typical", "examples", "probe", "classifier")) {
            assertExchangedIsRefused(file(directory, part), file(elsewhere, part));
        }
        DeepKnn.load(directory, new PointExtractor()).close();
    }

    private void assertExchangedIsRefused(Path one, Path two) throws IOException {
        byte[] first = Files.readAllBytes(one);
        byte[] second = Files.readAllBytes(two);
        if (Arrays.equals(first, second)) {
            return;
        }
        Files.write(one, second);
        String name = one.getFileName().toString();

        assertRefused(
                DknnFormatException.class,
                "\"" + name.substring(0, name.lastIndexOf('-')) + "\" that this model was saved with",
                () -> DeepKnn.load(directory, new PointExtractor()));

        Files.write(one, first);
    }

    private static Path file(Path directory, String part) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(part + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_stored_example_is_found_where_it_belongs() throws IOException {
        ReferenceExamples<String> reference = new ReferenceExamples<>(TRAINING);
        RoundTripProbe probe = RoundTripProbe.of(TRAINING.inputs(), new PointExtractor());
        FloatMatrix low = FloatMatrix.copyOf(new float[] {0}, new float[] {1}, new float[] {2});
        FloatMatrix high = FloatMatrix.copyOf(new float[] {10}, new float[] {11}, new float[] {12});

        for (IndexFactory factory : List.of(ExactIndex.factory(), Faiss.flatOrExact())) {
            Optional<NeighborIndex> lows = Optional.of(factory.build(low, Metric.EUCLIDEAN));
            Optional<NeighborIndex> highs = Optional.of(factory.build(high, Metric.EUCLIDEAN));
            probe.requireFoundIn(
                    List.of(new ClasswiseIndex(List.of(lows, highs), reference)), Metric.EUCLIDEAN, directory);

            assertRefused(
                    DknnFormatException.class,
                    "the index of class \"low\" in layer 0 lacks a stored example of that class",
                    () -> probe.requireFoundIn(
                            List.of(new ClasswiseIndex(List.of(highs, lows), reference)), Metric.EUCLIDEAN, directory));
        }
    }

    @Test
    void a_part_outside_the_directory_or_of_a_newer_version_is_refused() throws IOException {
        Path manifest = directory.resolve("dknn.model");
        for (String file : List.of("../secret", "/etc/passwd", "a/b", "")) {
            assertThrows(IllegalArgumentException.class, () -> new PartFile("probe", 1, file, 1, 1), file);
        }
        PartList parts = PartList.of(List.of(new PartFile("probe", 2, "probe-0.part", 1, 1)));

        assertRefused(
                DknnFormatException.class, "names no part \"examples\"", () -> parts.part("examples", 1, manifest));
        assertRefused(DknnFormatException.class, "\"probe\" in version 2", () -> parts.part("probe", 1, manifest));
    }

    @Test
    void a_missing_directory_says_which() {
        assertThrows(IOException.class, () -> DeepKnn.load(directory.resolve("nowhere"), new PointExtractor()));
    }

    /** Builds exact indexes and fails to save them. */
    private record Unsaveable() implements IndexFactory {

        @Override
        public String name() {
            return "unsaveable";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return ExactIndex.factory().build(vectors, metric);
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            throw new IOException("never written");
        }
    }
}
