package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.dknn.DeepKnnBuilder.LabelSource;
import org.dknn.activation.Activations;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;
import org.dknn.index.ShardedIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits whose activations come in three chunks, on the heap and in files. */
class StreamingFitTest {

    private static final HashedExtractor EXTRACTOR = new HashedExtractor();
    private static final Dataset<String> TRAINING = HashedExtractor.texts("training", 9_000);
    private static final Dataset<String> CALIBRATION = HashedExtractor.texts("held out", 60);
    private static final List<String> QUESTIONS =
            HashedExtractor.texts("question", 30).inputs();

    @TempDir
    private Path directory;

    private static DeepKnnBuilder<String> builder(HashedExtractor extractor) {
        return DeepKnn.builder(extractor).neighbors(9).index(ExactIndex.factory());
    }

    static Stream<IndexFactory> factories() {
        Stream<IndexFactory> java =
                Stream.of(ExactIndex.factory(), ShardedIndex.factory(ExactIndex.factory(), 3), Faiss.flatOrExact());
        return Faiss.isAvailable()
                ? Stream.concat(java, Stream.of(Faiss.flat(), Faiss.hnsw(8), Faiss.ivf(16, 4), Faiss.ivfpq(16, 4, 4)))
                : java;
    }

    private static List<Object> answers(DeepKnn<String> dknn) {
        List<Object> answers = new ArrayList<>();
        for (Prediction prediction : dknn.predictAll(QUESTIONS)) {
            answers.add(prediction.neighbors());
            answers.add(prediction.classNeighbors());
            answers.add(prediction.pValues());
            answers.add(prediction.nonconformity(1));
        }
        answers.add(Arrays.toString(dknn.calibration().scores()));
        return answers;
    }

    private static List<Object> oodAnswers(DeepKnn<String> dknn) {
        List<Object> answers = answers(dknn);
        answers.addAll(dknn.oodAll(QUESTIONS, dknn.predictAll(QUESTIONS), 0.1));
        return answers;
    }

    /** All activations at once, as matrices. */
    private static DeepKnn<String> assembled(IndexFactory factory) {
        Activations all = EXTRACTOR.extract(TRAINING.inputs());
        Map<Context, NeighborIndex> indexes = new HashMap<>();
        for (int layer = 0; layer < 2; layer++) {
            for (int label = 0; label < 3; label++) {
                int current = label;
                int[] rows = IntStream.range(0, TRAINING.size())
                        .filter(row -> TRAINING.label(row) == current)
                        .toArray();
                Context context = new Context("hashed", all.layers().get(layer), HashedExtractor.LABELS.name(label));
                indexes.put(
                        context,
                        factory.build(context, all.matrices().get(layer).select(rows), Metric.EUCLIDEAN));
            }
        }
        return builder(EXTRACTOR).index(factory).assemble(TRAINING, indexes, CALIBRATION);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void chunks_give_the_bits_of_one_matrix(IndexFactory factory) {
        List<Object> expected;
        try (DeepKnn<String> whole = assembled(factory)) {
            expected = answers(whole);
        }
        try (DeepKnn<String> streamed = builder(EXTRACTOR).index(factory).fit(TRAINING, CALIBRATION)) {
            assertEquals(expected, answers(streamed));
        }
        try (DeepKnn<String> spilled =
                builder(EXTRACTOR).index(factory).spillTo(directory).fit(TRAINING, CALIBRATION)) {
            assertEquals(expected, answers(spilled));
        }
    }

    @ParameterizedTest
    @EnumSource(LabelSource.class)
    void files_give_the_bits_of_the_heap(LabelSource labels) throws IOException {
        for (Metric metric : Metric.values()) {
            try (DeepKnn<String> streamed =
                            builder(EXTRACTOR).labels(labels).metric(metric).fit(TRAINING, CALIBRATION);
                    DeepKnn<String> spilled = builder(EXTRACTOR)
                            .labels(labels)
                            .metric(metric)
                            .spillTo(directory.resolve("new"))
                            .fit(TRAINING, CALIBRATION)) {
                assertEquals(oodAnswers(streamed), oodAnswers(spilled));
                assertEquals(
                        streamed.reference().label(8_999), spilled.reference().label(8_999));
            }
        }
        assertEquals(List.of(), left(directory.resolve("new")));
    }

    private static List<Path> left(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Runs something before the chunk that begins with an example. */
    private static HashedExtractor before(int ordinal, Runnable action) {
        return new HashedExtractor(inputs -> {
            if (inputs.get(0).equals("training " + ordinal)) {
                action.run();
            }
        });
    }

    @Test
    void files_are_deleted_after_failures() throws IOException {
        HashedExtractor cancelled = before(8_192, () -> {
            assertEquals(1, uncheckedLeft(directory).size());
            throw new CancellationException("enough");
        });
        assertThrows(
                CancellationException.class,
                () -> builder(cancelled).spillTo(directory).fit(TRAINING, CALIBRATION));
        assertEquals(List.of(), left(directory));

        Dataset<String> unreadable = Dataset.of(List.of("unreadable"), new int[1], HashedExtractor.LABELS);
        HashedExtractor refusing = new HashedExtractor(inputs -> {
            if (inputs.contains("unreadable")) {
                throw new IllegalArgumentException("cannot read it");
            }
        });
        assertRefused(
                "cannot read it", () -> builder(refusing).spillTo(directory).fit(TRAINING, unreadable));
        assertEquals(List.of(), left(directory));
    }

    private static List<Path> uncheckedLeft(Path directory) {
        try {
            return left(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void an_error_in_a_later_chunk_names_where_it_counts_from() {
        HashedExtractor refusing = before(4_096, () -> {
            throw new IllegalArgumentException("not finite at row 7");
        });
        assertRefused("not finite at row 7 (rows count from training example 4096)", () -> builder(refusing)
                .fit(TRAINING, CALIBRATION));
    }

    /** What a process leaves that is killed before the third chunk; {@code damage} is done to it. */
    private void killed(Consumer<Path> damage) throws IOException {
        Path kept = Files.createDirectories(directory.resolve("kept"));
        Path spill = directory.resolve("spill");
        HashedExtractor copying = before(8_192, () -> {
            try {
                Path fit = left(spill).get(0);
                for (Path file : left(fit)) {
                    Files.copy(file, kept.resolve(file.getFileName()));
                }
                throw new CancellationException(fit.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        CancellationException stopped = assertThrows(
                CancellationException.class,
                () -> builder(copying).spillTo(spill).fit(TRAINING, CALIBRATION));
        damage.accept(kept);
        Files.move(kept, Path.of(String.valueOf(stopped.getMessage())));
    }

    /** The number of training examples that a fit extracts after a kill; its answers are the same. */
    private int extractedAfterwards() throws IOException {
        AtomicInteger extracted = new AtomicInteger();
        HashedExtractor counting = new HashedExtractor(inputs -> {
            if (inputs.get(0).startsWith("training")) {
                extracted.addAndGet(inputs.size());
            }
        });
        AtomicInteger progress = new AtomicInteger();
        try (DeepKnn<String> expected = builder(EXTRACTOR).fit(TRAINING, CALIBRATION);
                DeepKnn<String> continued = builder(counting)
                        .spillTo(directory.resolve("spill"))
                        .progress((task, done, total) -> {
                            if (task.startsWith("activations")) {
                                progress.set((int) done);
                            }
                        })
                        .fit(TRAINING, CALIBRATION)) {
            assertEquals(answers(expected), answers(continued));
        }
        assertEquals(9_000, progress.get());
        assertEquals(List.of(), left(directory.resolve("spill")));
        return extracted.get();
    }

    @Test
    void a_fit_continues_after_a_kill() throws IOException {
        killed(files -> {});

        assertEquals(9_000 - 8_192, extractedAfterwards());
    }

    @Test
    void half_a_chunk_is_extracted_again() throws IOException {
        killed(files -> resize(files.resolve("layer-1.floats"), -100));

        assertEquals(9_000 - 4_096, extractedAfterwards());
    }

    @Test
    void rows_behind_the_last_chunk_are_forgotten() throws IOException {
        killed(files -> resize(files.resolve("layer-1.floats"), 100));

        assertEquals(9_000 - 8_192, extractedAfterwards());
    }

    @Test
    void a_damaged_chunk_is_extracted_again() throws IOException {
        killed(files -> write(files.resolve("layer-0.floats"), 8 * 4 * 5_000));

        assertEquals(9_000 - 4_096, extractedAfterwards());
    }

    @Test
    void a_torn_journal_begins_anew() throws IOException {
        killed(files -> resize(files.resolve("chunks"), -28));

        assertEquals(9_000, extractedAfterwards());
    }

    private static void resize(Path path, int bytes) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(file.length() + bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path path, long position) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(position);
            file.writeInt(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void other_examples_have_other_files() throws IOException {
        killed(files -> {});
        Dataset<String> fewer = TRAINING.select(IntStream.range(1, 9_000).toArray());
        AtomicInteger extracted = new AtomicInteger();
        HashedExtractor counting = new HashedExtractor(inputs -> extracted.addAndGet(inputs.size()));

        builder(counting)
                .spillTo(directory.resolve("spill"))
                .fit(fewer, CALIBRATION)
                .close();

        assertTrue(extracted.get() >= 8_999);
        assertEquals(1, left(directory.resolve("spill")).size());
    }

    @Test
    void two_fits_of_the_same_examples_do_not_share_files() {
        HashedExtractor meanwhile = before(4_096, () -> {
            UncheckedIOException refused = assertThrows(
                    UncheckedIOException.class,
                    () -> builder(EXTRACTOR).spillTo(directory).fit(TRAINING, CALIBRATION));
            assertTrue(refused.getMessage().contains("a fit of the same examples uses"), refused.getMessage());
        });
        try (DeepKnn<String> expected = builder(EXTRACTOR).fit(TRAINING, CALIBRATION);
                DeepKnn<String> dknn = builder(meanwhile).spillTo(directory).fit(TRAINING, CALIBRATION)) {
            assertEquals(answers(expected), answers(dknn));
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_told() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        UncheckedIOException refused = assertThrows(
                UncheckedIOException.class,
                () -> builder(EXTRACTOR).spillTo(file).fit(TRAINING, CALIBRATION));

        assertTrue(refused.getMessage().contains("choose a directory that can be written"), refused.getMessage());
    }

    @Test
    void a_full_disk_is_told() throws IOException {
        IOException refused = assertThrows(IOException.class, () -> SpillStore.requireSpace(3L << 30, 5L << 20));
        assertEquals("the activations need 3072 MB, but the disk has 5 MB that can be used", refused.getMessage());

        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs a device that is full");
        SpillFile file = SpillFile.of(full, 4);
        try {
            assertThrows(
                    IOException.class, () -> file.append(FloatMatrix.copyOf(new float[] {1, 2, 3, 4}), new CRC32C()));
        } finally {
            file.close();
        }
    }

    @Test
    void a_directory_removed_meanwhile_is_told() {
        HashedExtractor removing = before(8_192, () -> {
            try {
                for (Path file : left(left(directory).get(0))) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // an open file outlives its name: the fit ends well where the system allows to delete it
        try (DeepKnn<String> dknn = builder(removing).spillTo(directory).fit(TRAINING, CALIBRATION)) {
            assertEquals(9_000, dknn.reference().size());
        }
    }
}
