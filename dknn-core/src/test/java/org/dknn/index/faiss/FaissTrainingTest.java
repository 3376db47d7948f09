package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.internal.ContainerFile;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training apart from adding, and files that are joined. */
@NeedsFaiss
class FaissTrainingTest {

    private static final int[] ENDS = {0, 250, 400, 600};
    private static final FloatMatrix QUERIES = RandomVectors.normal(72, 40, 24);

    @TempDir
    private Path directory;

    /** Random vectors; those of zeros are the first of all, two in the middle of the first part, and the first of the second part. */
    private static FloatMatrix vectors() {
        float[] values = new float[600 * 24];
        RandomVectors.normal(71, 600, 24).copyRows(0, 600, values, 0);
        for (int row : new int[] {0, 100, 101, 250}) {
            Arrays.fill(values, row * 24, (row + 1) * 24, 0);
        }
        return FloatMatrix.wrap(600, 24, values);
    }

    private static FaissFactory factory(String description) {
        return Faiss.factory(description).probes(3);
    }

    private Path training(String description, Metric metric, int rows) throws IOException {
        Path file = directory.resolve("training-" + rows);
        factory(description).train(vectors().rows(0, rows), metric, file);
        return file;
    }

    private List<Path> parts(FaissFactory factory, Metric metric) throws IOException {
        List<Path> parts = new ArrayList<>();
        for (int i = 1; i < ENDS.length; i++) {
            Path part = directory.resolve("part-" + i);
            try (NeighborIndex index = factory.build(vectors().rows(ENDS[i - 1], ENDS[i]), metric)) {
                factory.save(index, part);
            }
            parts.add(part);
        }
        return parts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "IVF8,Flat; EUCLIDEAN",
                "IVF8,Flat; COSINE",
                "IVF8,PQ6x4; EUCLIDEAN",
                "IVF8,PQ6x4; COSINE",
                "PCA12,IVF8,SQ8; EUCLIDEAN"
            })
    void joined_parts_are_the_index_of_all_vectors(String description, Metric metric) throws IOException {
        FaissFactory factory = factory(description).trainedBy(training(description, metric, 500));
        Path joined = directory.resolve("joined");

        Faiss.merge(parts(factory, metric), joined);

        try (NeighborIndex whole = factory.build(vectors(), metric);
                NeighborIndex loaded = factory(description).load(joined);
                NeighborIndex mapped = factory(description).mapped().load(joined)) {
            List<Neighbors> expected = whole.search(QUERIES, 10);
            assertEquals(600, loaded.size());
            assertEquals(expected, loaded.search(QUERIES, 10));
            assertEquals(expected, mapped.search(QUERIES, 10));
            assertEquals(whole.search(QUERIES, 600), mapped.search(QUERIES, 600));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(5, files.count(), "training, three parts and the joined file");
        }
    }

    /** 40 vectors would train other cells than 500. */
    @Test
    void an_index_is_filled_after_the_training_and_not_trained_again() throws IOException {
        FaissFactory factory = factory("IVF8,Flat").trainedBy(training("IVF8,Flat", Metric.EUCLIDEAN, 500));
        FaissFactory other = factory("IVF8,Flat").trainedBy(training("IVF8,Flat", Metric.EUCLIDEAN, 40));

        try (NeighborIndex index = factory.build(vectors(), Metric.EUCLIDEAN);
                NeighborIndex scratch = factory.mapped(directory).build(vectors(), Metric.EUCLIDEAN);
                NeighborIndex otherwise = other.build(vectors(), Metric.EUCLIDEAN)) {
            assertEquals(index.search(QUERIES, 10), scratch.search(QUERIES, 10));
            assertTrue(!index.search(QUERIES, 10).equals(otherwise.search(QUERIES, 10)));
        }
    }

    @Test
    void parts_of_two_trainings_are_refused() throws IOException {
        Path first = training("IVF8,Flat", Metric.COSINE, 500);
        Path second = training("IVF8,Flat", Metric.COSINE, 300);
        List<Path> parts = new ArrayList<>(
                parts(factory("IVF8,Flat").trainedBy(first), Metric.COSINE).subList(0, 2));
        Path other = directory.resolve("other");
        FaissFactory others = factory("IVF8,Flat").trainedBy(second);
        try (NeighborIndex index = others.build(vectors().rows(400, 600), Metric.COSINE)) {
            others.save(index, other);
        }
        parts.add(other);

        String message = refusal(parts);

        assertTrue(message.startsWith(other + " cannot be joined with the parts before it"), message);
        assertTrue(message.contains("not filled after the same training"), message);
    }

    /** Euclidean vectors are moved to the mean of those that trained. */
    @Test
    void parts_of_other_origins_are_refused() throws IOException {
        List<Path> parts = parts(factory("IVF8,Flat"), Metric.EUCLIDEAN);

        assertTrue(refusal(parts).contains("its origin differs"));
    }

    @Test
    void parts_of_other_metrics_descriptions_and_flat_ones_are_refused() throws IOException {
        Path part = parts(factory("IVF8,Flat"), Metric.EUCLIDEAN).get(0);
        Path other = directory.resolve("other");
        for (Object[] built : new Object[][] {
            {factory("IVF8,Flat"), Metric.COSINE, "must have one metric"},
            {factory("IVF4,Flat"), Metric.EUCLIDEAN, "must have one index"},
            {Faiss.flat(), Metric.EUCLIDEAN, "has no cells"}
        }) {
            FaissFactory factory = (FaissFactory) built[0];
            try (NeighborIndex index = factory.build(vectors(), (Metric) built[1])) {
                factory.save(index, other);
            }

            String message = refusal(List.of(part, other));

            assertTrue(message.contains((String) built[2]), message);
        }
        assertTrue(refusal(List.of()).contains("at least one saved index"));
    }

    @Test
    void an_index_that_cannot_be_joined_is_refused() throws IOException {
        Path part = directory.resolve("part");
        FaissFactory factory = factory("IVF8,PQ4x4fs");
        try (NeighborIndex index = factory.build(vectors(), Metric.COSINE)) {
            factory.save(index, part);
        }

        assertTrue(refusal(List.of(part)).contains("no cells that can be joined"));
    }

    /** A file stands where the directory is to be. */
    @Test
    void a_place_that_cannot_be_written_is_told() throws IOException {
        Path place = Files.createFile(directory.resolve("file")).resolve("joined");
        List<Path> parts = parts(factory("IVF8,Flat"), Metric.EUCLIDEAN);

        assertThrows(IOException.class, () -> Faiss.merge(parts.subList(0, 1), place));
        assertThrows(IOException.class, () -> factory("IVF8,Flat").train(vectors(), Metric.EUCLIDEAN, place));
        assertThrows(NoSuchFileException.class, () -> Faiss.merge(List.of(directory.resolve("gone")), place));
    }

    private String refusal(List<Path> parts) {
        Path joined = directory.resolve("joined");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Faiss.merge(parts, joined));
        assertTrue(Files.notExists(joined));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void a_training_for_something_else_is_refused() throws IOException {
        FaissFactory factory = factory("IVF8,Flat").trainedBy(training("IVF8,Flat", Metric.EUCLIDEAN, 500));
        Path file = training("IVF8,Flat", Metric.EUCLIDEAN, 500);

        String metric = message(() -> factory.build(vectors(), Metric.COSINE));
        String width = message(() -> factory.build(RandomVectors.normal(1, 30, 23), Metric.EUCLIDEAN));
        String index = message(() -> factory("IVF4,Flat").trainedBy(file).build(vectors(), Metric.EUCLIDEAN));

        assertEquals(file + " is a training for the metric EUCLIDEAN, but COSINE is to be built", metric);
        assertEquals(file + " is a training for the width 24, but 23 is to be built", width);
        assertEquals(file + " is a training for the index IVF8,Flat, but IVF4,Flat is to be built", index);
        assertThrows(IllegalArgumentException.class, () -> Faiss.hnsw(8).train(vectors(), Metric.COSINE, file));
        assertThrows(IllegalArgumentException.class, () -> Faiss.flat().trainedBy(file));
    }

    private static String message(org.junit.jupiter.api.function.Executable build) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, build).getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_training_that_is_damaged_or_missing_is_named(boolean isMissing) throws IOException {
        Path file = training("IVF8,Flat", Metric.EUCLIDEAN, 500);
        if (isMissing) {
            Files.delete(file);
        } else {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }

        UncheckedIOException failed = assertThrows(
                UncheckedIOException.class,
                () -> factory("IVF8,Flat").trainedBy(file).build(vectors(), Metric.EUCLIDEAN));

        assertTrue(String.valueOf(failed.getMessage()).startsWith("cannot read the training " + file));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_file_of_version_1_is_read_as_before(Metric metric) throws IOException {
        Path part = directory.resolve("faiss");
        Path file = directory.resolve("old");
        FaissFactory factory = factory("IVF8,Flat");
        try (FaissIndex index = (FaissIndex) factory.build(vectors(), metric)) {
            index.<IOException>use(natives -> natives.write(part));
            ContainerFile.write(file, FaissFile.KIND, 1, out -> {
                out.writeUTF(metric.name());
                out.writeUTF("IVF8,Flat");
                out.writeInt(1);
                out.writeInt(3);
                out.writeLong(Files.size(part));
                index.vectors().write(out);
                Files.copy(part, out);
            });

            try (NeighborIndex loaded = factory.load(file);
                    NeighborIndex mapped = factory.mapped().load(file)) {
                assertEquals(index.search(QUERIES, 10), loaded.search(QUERIES, 10));
                assertEquals(index.search(QUERIES, 10), mapped.search(QUERIES, 10));
            }
        }
    }

    @Test
    void more_candidates_find_more_of_the_true_neighbors() {
        FaissFactory factory = factory("IVF8,PQ4x4").probes(8);
        try (NeighborIndex exact = Faiss.flat().build(vectors(), Metric.EUCLIDEAN);
                NeighborIndex few = factory.rerank(1).build(vectors(), Metric.EUCLIDEAN)) {
            NeighborIndex many = factory.rerank(25).searching(few);

            int found = hits(exact, few);

            assertTrue(found < hits(exact, many), "few: " + found + ", many: " + hits(exact, many));
            assertTrue(hits(exact, factory.probes(1).rerank(25).searching(few)) < hits(exact, many));
        }
        assertThrows(IllegalArgumentException.class, () -> Faiss.ivf(8, 4).rerank(8));
        assertThrows(IllegalArgumentException.class, () -> factory.rerank(0));
    }

    private static int hits(NeighborIndex exact, NeighborIndex index) {
        List<Neighbors> wanted = exact.search(QUERIES, 10);
        List<Neighbors> found = index.search(QUERIES, 10);
        int hits = 0;
        for (int q = 0; q < wanted.size(); q++) {
            List<Integer> ordinals =
                    Arrays.stream(wanted.get(q).ordinals()).boxed().toList();
            hits += (int) Arrays.stream(found.get(q).ordinals())
                    .filter(ordinals::contains)
                    .count();
        }
        return hits;
    }

    @Test
    void a_search_width_is_saved_and_shared() throws IOException {
        Path file = directory.resolve("index");
        FaissFactory wide = factory("IVF8,PQ4x4").probes(7).rerank(9);
        try (NeighborIndex built = factory("IVF8,PQ4x4").build(vectors(), Metric.COSINE)) {
            NeighborIndex view = wide.searching(built);
            wide.save(view, file);

            try (FaissIndex loaded = (FaissIndex) factory("IVF8,PQ4x4").load(file)) {
                assertEquals(7, loaded.spec().probes());
                assertEquals(9, loaded.spec().rerank());
                assertEquals(view.search(QUERIES, 10), loaded.search(QUERIES, 10));
            }
            view.close();
            assertThrows(IllegalStateException.class, () -> built.search(QUERIES, 10));
        }
        try (NeighborIndex flat = Faiss.flat().build(vectors(), Metric.COSINE)) {
            assertThrows(IllegalArgumentException.class, () -> wide.searching(flat));
        }
    }
}
