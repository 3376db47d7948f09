package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.internal.AtomicMove;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that would end the process in FAISS throws an exception. */
@NeedsFaiss
@Timeout(60)
class BadInputTest {

    private static final FloatMatrix VECTORS = RandomVectors.normal(50, 600, 24);
    private static final FloatMatrix QUERIES = RandomVectors.normal(51, 45, 24);
    private static final IndexSpec FLAT = IndexSpec.of("Flat");

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 601, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void native_k_out_of_range_is_refused(int k) {
        try (NativeIndex index = flat()) {
            assertThrows(IllegalArgumentException.class, () -> index.search(new float[24], 1, k, FLAT));
        }
    }

    @Test
    void native_arrays_that_are_too_short_or_too_long_are_refused() {
        try (NativeIndex index = flat()) {
            assertThrows(IllegalArgumentException.class, () -> index.search(new float[23], 1, 5, FLAT));
            assertThrows(IllegalArgumentException.class, () -> index.search(new float[48], 1, 5, FLAT));
            assertThrows(IllegalArgumentException.class, () -> index.search(new float[0], 1, 5, FLAT));
            assertThrows(IllegalArgumentException.class, () -> index.search(new float[24], -1, 5, FLAT));
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void native_null_arrays_are_refused() {
        try (NativeIndex index = flat()) {
            assertThrows(NullPointerException.class, () -> index.search(null, 1, 5, FLAT));
            assertThrows(NullPointerException.class, () -> index.write(null));
        }
        assertThrows(NullPointerException.class, () -> new NativeIndex.Cpu(false).read(FLAT, null, 24, 600));
        assertThrows(NullPointerException.class, () -> Faiss.factory(null));
    }

    @Test
    void a_closed_native_index_is_refused(@TempDir Path directory) {
        NativeIndex index = flat();

        index.close();
        index.close();

        assertThrows(IllegalStateException.class, () -> index.search(new float[24], 1, 5, FLAT));
        assertThrows(IllegalStateException.class, () -> index.write(directory.resolve("closed")));
    }

    private static NativeIndex flat() {
        return new NativeIndex.Cpu(false).build(FLAT, 24, 600, BadInputTest::row);
    }

    private static void row(int row, float[] target, int offset) {
        VECTORS.copyRows(row, row + 1, target, offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "Flat,",
                "x",
                "IVF",
                "IVF0,Flat",
                "IVF99999999999,Flat",
                "HNSW0",
                "HNSW100000",
                "PQ0",
                "PQ6x0",
                "PQ6x25",
                "PCA0,Flat",
                "IVF8_HNSW0,Flat",
                "IDMap,Flat",
                "Flat\0",
                "../Flat",
                "Flät"
            })
    void impossible_descriptions_are_refused(String description) {
        assertThrows(IllegalArgumentException.class, () -> Faiss.factory(description)
                .build(VECTORS, Metric.EUCLIDEAN)
                .close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SQ4",
                "PQ6x4",
                "PQ6x4fs",
                "IVF8,PQ6x4fs",
                "HNSW16_SQ8",
                "HNSW16_8+PQ6",
                "OPQ6_12,IVF8,PQ6",
                "RR8,Flat",
                "L2norm,Flat",
                "ITQ8,LSH",
                "NSG16",
                "IMI2x4,Flat",
                "LSQ4x4",
                "PQ6,RFlat",
                "IVF8(PCA8,Flat),Flat"
            })
    void any_other_description_gives_k_different_neighbors(String description) {
        try (NeighborIndex index = Faiss.factory(description).build(VECTORS, Metric.EUCLIDEAN)) {
            for (Neighbors neighbors : index.search(QUERIES, 10)) {
                assertEquals(10, Arrays.stream(neighbors.ordinals()).distinct().count());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IVF601,Flat", "PQ5", "PCA25,Flat", "IVF8,PQ7", "OPQ5,PQ5"})
    void descriptions_that_do_not_fit_the_vectors_are_refused(String description) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Faiss.factory(description)
                .build(VECTORS, Metric.EUCLIDEAN)
                .close());

        assertTrue(String.valueOf(refused.getMessage())
                .startsWith("FAISS cannot build \"" + description + "\" over [600 x 24] vectors"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void numbers_out_of_range_are_refused(int number) {
        assertThrows(IllegalArgumentException.class, () -> Faiss.hnsw(number));
        assertThrows(IllegalArgumentException.class, () -> Faiss.hnsw(16).efSearch(number));
        assertThrows(IllegalArgumentException.class, () -> Faiss.ivf(number, 4));
        assertThrows(IllegalArgumentException.class, () -> Faiss.ivf(8, number));
        assertThrows(IllegalArgumentException.class, () -> Faiss.ivfpq(8, 4, number));
    }

    @Test
    void settings_that_an_index_does_not_have_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Faiss.flat().efSearch(10));
        assertThrows(IllegalArgumentException.class, () -> Faiss.hnsw(16).probes(10));
        assertThrows(IllegalArgumentException.class, () -> Faiss.hnsw(16).mapped());
    }

    @Test
    void saving_after_close_is_refused_and_leaves_nothing(@TempDir Path directory) throws IOException {
        NeighborIndex index = Faiss.hnsw(8).build(VECTORS, Metric.EUCLIDEAN);

        index.close();

        assertThrows(IllegalStateException.class, () -> Faiss.hnsw(8).save(index, directory.resolve("closed.dknn")));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void a_part_of_another_shape_or_untrained_or_no_part_of_faiss_is_refused(@TempDir Path directory)
            throws IOException, FaissException {
        FaissLibrary.require();
        Path file = directory.resolve("index.dknn");

        for (String part : new String[] {"untrained", "smaller", "narrower", "garbage"}) {
            writeWithPart(part, file, directory.resolve("part"));

            assertThrows(DknnFormatException.class, () -> Faiss.ivf(8, 4).load(file), part);
        }
    }

    @Test
    void a_mapped_index_is_not_moved_to_gpus() {
        FaissFactory mapped = Faiss.ivf(8, 4).mapped();

        assertThrows(IllegalArgumentException.class, () -> mapped.on(Faiss.gpu(0)));
    }

    @Test
    void an_index_that_is_filled_after_a_training_is_not_moved_to_gpus() {
        FaissFactory trained = Faiss.ivf(8, 4).trainedBy(Path.of("training"));

        assertThrows(IllegalArgumentException.class, () -> trained.on(Faiss.gpu(0)));
    }

    /** FAISS writes only the file name of mapped cells. */
    @Test
    void cells_in_another_file_are_refused(@TempDir Path directory) throws IOException, FaissException {
        FaissLibrary.require();
        Path own = directory.resolve("own");
        Path part = directory.resolve("part");
        Path file = directory.resolve("index.dknn");
        try (NativeIndex index =
                new NativeIndex.Cpu(false).build(IndexSpec.of("IVF8,Flat"), 24, 600, BadInputTest::row)) {
            index.write(own);
        }
        try (FaissNative.File cells = new FaissNative.File(own.toString());
                FaissNative.Index mapped =
                        FaissNative.read_index(cells, 0, true).owned()) {
            FaissNative.write_index(mapped, part.toString());
        }
        writeAround(part, file);

        for (FaissFactory factory : List.of(Faiss.ivf(8, 4), Faiss.ivf(8, 4).mapped())) {
            assertThrows(DknnFormatException.class, () -> factory.load(file));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_was_verified_is_what_faiss_reads(boolean mapped, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("index.dknn");
        Path other = directory.resolve("other.dknn");
        FloatMatrix others = RandomVectors.normal(52, 600, 24);
        try (NeighborIndex index = Faiss.ivf(8, 8).build(VECTORS, Metric.EUCLIDEAN);
                NeighborIndex foreign = Faiss.ivf(8, 8).build(others, Metric.EUCLIDEAN)) {
            Faiss.ivf(8, 8).save(index, file);
            Faiss.ivf(8, 8).save(foreign, other);
            List<Neighbors> expected = index.search(QUERIES, 10);

            try (NeighborIndex read = FaissFile.read(file, new Exchanging(mapped, other))) {
                assertEquals(expected, read.search(QUERIES, 10));
                Files.delete(file);
                assertEquals(expected, read.search(QUERIES, 10));
                Path copy = directory.resolve("copy.dknn");
                Faiss.ivf(8, 8).save(read, copy);
                try (NeighborIndex copied = Faiss.ivf(8, 8).load(copy)) {
                    assertEquals(expected, copied.search(QUERIES, 10));
                }
            }
        }
    }

    /** Puts another file in the place of the verified one before FAISS reads it. */
    private record Exchanging(boolean mapped, Path other) implements CandidateIndex.Engine {

        @Override
        public NativeIndex build(IndexSpec spec, int dimension, int size, CandidateIndex.Rows rows) {
            return new NativeIndex.Cpu(mapped).build(spec, dimension, size, rows);
        }

        @Override
        public NativeIndex read(IndexSpec spec, FilePart part, int dimension, int size) throws IOException {
            AtomicMove.replace(other, part.file().path());
            return new NativeIndex.Cpu(mapped).read(spec, part, dimension, size);
        }
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path directory) {
        Path missing = directory.resolve("missing.dknn");

        assertEquals(
                missing.toString(),
                assertThrows(NoSuchFileException.class, () -> Faiss.flat().load(missing))
                        .getMessage());
    }

    /** Each of these ended the process, or gave rows that do not exist, at the first search. */
    @Test
    void a_part_with_a_repaired_checksum_is_refused(@TempDir Path directory) throws IOException {
        for (String description : List.of("IVF8,Flat", "IVF8,PQ4", "HNSW8")) {
            byte[] part = part(description, directory);
            assertRefused(description, with(part, METRIC, 20), directory);
            assertRefused(description, with(part, METRIC, 0), directory);
        }
        byte[] cells = part("IVF8,Flat", directory);
        assertRefused("IVF8,Flat", with(cells, cells.length - 8, 600), directory);
        assertRefused("IVF8,PQ4", part("IVF8,PQ8", directory), directory);
        assertRefused("IVF8,PQ4", cells, directory);
        assertRefused("IVF8,Flat", part("IVF16,Flat", directory), directory);
        byte[] graph = part("HNSW8", directory);
        int storage = new String(graph, StandardCharsets.ISO_8859_1).indexOf("IxF2");
        assertRefused("HNSW8", with(graph, storage - 20, 600), directory);
        assertRefused("HNSW8", with(graph, storage - 16, 9), directory);
        for (int link = 0; link < 600 * 16; link += 997) {
            assertRefused("HNSW8", with(graph, storage - 20 - 4 - 4 * link, 1_000_000_000), directory);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IVF8_HNSW8,Flat",
                "OPQ4,IVF8,PQ4x4",
                "PCA8,IVF8,Flat",
                "IVF8,Flat,RFlat",
                "IVF8,SQ8",
                "IVF8,PQ4x4fs",
                "PQ4x4fs",
                "PQ4x4",
                "SQ8",
                "SQ4",
                "SQ6",
                "SQfp16",
                "HNSW8_SQ8",
                "HNSW8_PQ4x4",
                "HNSW8_2x4",
                "PCAR8,SQ8",
                "LSH",
                "RR8,PQ4x4",
                "IVF8,PQ4x4+8",
                "L2norm,Flat",
                "ITQ8,LSH",
                "IVF8,PQ4x4fsr",
                "IVF8,ITQ8,LSH",
                "OPQ4_8,HNSW8",
                "IVF8,SQfp16"
            })
    void what_faiss_wrote_itself_passes(String description, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("index.dknn");
        NeighborIndex built;
        try {
            built = Faiss.factory(description).build(VECTORS, Metric.EUCLIDEAN);
        } catch (IllegalArgumentException e) {
            assumeTrue(false, "FAISS builds no " + description);
            return;
        }
        try (built) {
            Faiss.factory(description).save(built, file);
            try (NeighborIndex loaded = Faiss.factory(description).load(file)) {
                assertEquals(built.search(QUERIES, 10), loaded.search(QUERIES, 10));
            }
        }
    }

    /** Where FAISS writes the metric: after kind, width, size, two numbers without use, and whether it is trained. */
    private static final int METRIC = 4 + 4 + 8 + 8 + 8 + 1;

    private static byte[] part(String description, Path directory) throws IOException {
        Path part = directory.resolve("part");
        try (NativeIndex index =
                new NativeIndex.Cpu(false).build(IndexSpec.of(description), 24, 600, BadInputTest::row)) {
            index.write(part);
        }
        return Files.readAllBytes(part);
    }

    private static byte[] with(byte[] part, int at, int value) {
        byte[] changed = part.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return changed;
    }

    private static void assertRefused(String description, byte[] bytes, Path directory) throws IOException {
        Path file = directory.resolve("index.dknn");
        Path part = Files.write(directory.resolve("changed"), bytes);
        writeAround(description, part, file);

        assertThrows(DknnFormatException.class, () -> Faiss.factory(description).load(file), description);
    }

    private static void writeWithPart(String what, Path file, Path part) throws IOException, FaissException {
        switch (what) {
            case "untrained" ->
                FaissNative.write_index(
                        FaissNative.make_index(24, "IVF8,Flat", 1, 1).owned(), part.toString());
            case "smaller" ->
                FaissNative.write_index(FaissNative.make_index(24, "Flat", 1, 1).owned(), part.toString());
            case "narrower" ->
                FaissNative.write_index(
                        FaissNative.make_index(23, "HNSW8", 1, 1).owned(), part.toString());
            default -> Files.writeString(part, what);
        }
        writeAround(part, file);
    }

    private static void writeAround(Path part, Path file) throws IOException {
        writeAround("IVF8,Flat", part, file);
    }

    private static void writeAround(String description, Path part, Path file) throws IOException {
        ContainerFile.write(file, FaissFile.KIND, 1, out -> {
            out.writeUTF("EUCLIDEAN");
            out.writeUTF(description);
            out.writeInt(1);
            out.writeInt(4);
            out.writeLong(Files.size(part));
            VECTORS.write(out);
            Files.copy(part, out);
        });
    }

    @Test
    void an_interrupted_search_ends_and_the_thread_stays_interrupted() {
        try (NeighborIndex index = Faiss.flat().build(VECTORS, Metric.EUCLIDEAN)) {
            Thread.currentThread().interrupt();

            assertThrows(CancellationException.class, () -> index.search(QUERIES, 10));

            assertTrue(Thread.interrupted());
            assertEquals(45, index.search(QUERIES, 10).size());
            assertFalse(Thread.interrupted());
        }
    }

    @Test
    void a_mapped_index_is_saved_after_an_interrupt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("index.dknn");
        Path again = directory.resolve("again.dknn");
        try (NeighborIndex index = Faiss.ivf(8, 3).build(VECTORS, Metric.COSINE)) {
            Faiss.ivf(8, 3).save(index, file);
        }
        try (NeighborIndex mapped = Faiss.ivf(8, 3).mapped().load(file)) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> Faiss.ivf(8, 3).save(mapped, again));
            assertTrue(Thread.interrupted());

            Faiss.ivf(8, 3).save(mapped, again);
        }

        assertEquals(-1, Files.mismatch(file, again));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flat", "HNSW8"})
    void a_closed_index_is_not_saved(String description, @TempDir Path directory) {
        NeighborIndex index = Faiss.factory(description).build(VECTORS, Metric.EUCLIDEAN);
        index.close();

        assertThrows(IllegalStateException.class, () -> Faiss.factory(description)
                .save(index, directory.resolve("index.dknn")));
    }

    @Test
    void mapped_cells_give_the_same_answers(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("index.dknn");

        try (NeighborIndex index = Faiss.ivf(8, 3).build(VECTORS, Metric.COSINE)) {
            Faiss.ivf(8, 3).save(index, file);
            try (NeighborIndex mapped = Faiss.ivf(8, 3).mapped().load(file)) {
                assertEquals(index.search(QUERIES, 10), mapped.search(QUERIES, 10));
            }
        }
    }
}
