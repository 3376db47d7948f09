package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.ForkedJvm;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.internal.DknnFormatException;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.VectorSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MappedVectorsTest {

    private static final Context CONTEXT = new Context("model", "layer", "label");

    @TempDir
    private Path directory;

    /** Random vectors, every hundredth of zeros. */
    private static FloatMatrix vectors(int rows, int columns) {
        float[] values = new float[rows * columns];
        RandomVectors.normal(61, rows, columns).copyRows(0, rows, values, 0);
        for (int row = 50; row < rows; row += 100) {
            Arrays.fill(values, row * columns, (row + 1) * columns, 0);
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    /** A mapping of values that begin at byte 7, in pieces of three rows. */
    private MappedVectors mapped(FloatMatrix prepared, Metric metric) throws IOException {
        Path file = directory.resolve("vectors-" + metric);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[7]);
            prepared.writeValues(out);
        }
        int bytes = 3 * prepared.columns() * Float.BYTES + 5;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return MappedVectors.map(
                    channel,
                    7,
                    new MappedVectors.Shape(prepared.rows(), prepared.columns(), bytes),
                    metric,
                    Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void equals_vectors_on_the_heap(Metric metric) throws IOException {
        PreparedVectors prepared = PreparedVectors.of(vectors(2_500, 5), metric);
        RankingVectors heap = RankingVectors.of(prepared);
        MappedVectors mapped = mapped(prepared.matrix(), metric);
        PreparedVectors queries = PreparedVectors.of(RandomVectors.normal(62, 3, 5), metric);
        int[] all = IntStream.range(0, 2_500).map(i -> 2_499 - i).toArray();

        assertEquals(2_500, mapped.size());
        assertEquals(5, mapped.columns());
        for (int query = 0; query < 3; query++) {
            assertArrayEquals(heap.squaredDistances(all, queries, query), mapped.squaredDistances(all, queries, query));
        }
        for (int row : new int[] {0, 50, 51, 2_450, 2_499}) {
            assertEquals(heap.isDirectionless(row), mapped.isDirectionless(row));
        }
        float[] copied = new float[11 * 5 + 1];
        float[] expected = copied.clone();
        heap.copyRows(1, 12, expected, 1);
        mapped.copyRows(1, 12, copied, 1);
        assertArrayEquals(expected, copied);
        assertArrayEquals(written(heap), written(mapped));
    }

    private static byte[] written(RankingVectors vectors) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        vectors.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void rows_outside_are_refused() throws IOException {
        MappedVectors mapped = mapped(vectors(4, 2), Metric.EUCLIDEAN);

        assertThrows(IndexOutOfBoundsException.class, () -> mapped.rows(new int[] {4}));
        assertThrows(IndexOutOfBoundsException.class, () -> mapped.copyRows(3, 5, new float[4], 0));
    }

    @Test
    void a_file_that_is_too_short_is_refused() throws IOException {
        Path file = Files.write(directory.resolve("short"), new byte[31]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            IOException refused = assertThrows(
                    IOException.class,
                    () -> MappedVectors.map(
                            channel, 0, MappedVectors.Shape.of(4, 2), Metric.EUCLIDEAN, Optional.empty()));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("the file ends before the last of [4 x 2] vectors"));
        }
    }

    @NeedsFaiss
    @ParameterizedTest
    @EnumSource(Metric.class)
    void built_in_a_file_or_mapped_from_one_answers_as_on_the_heap(Metric metric) throws IOException {
        FloatMatrix vectors = vectors(900, 8);
        FloatMatrix queries = RandomVectors.normal(63, 20, 8);
        Path file = directory.resolve("index.dknn");
        Path again = directory.resolve("again.dknn");
        Path scratch = directory.resolve("scratch");
        List<Neighbors> expected;
        try (NeighborIndex heap = Faiss.ivfpq(4, 2, 4).build(vectors, metric)) {
            expected = heap.search(queries, 20);
            Faiss.ivf(4, 2).save(heap, file);
        }
        FaissFactory onDisk = Faiss.ivfpq(4, 2, 4).mapped(scratch);
        try (NeighborIndex built = onDisk.build(CONTEXT, inBlocks(vectors), metric);
                NeighborIndex whole = onDisk.build(vectors, metric);
                NeighborIndex mapped = onDisk.load(file)) {
            assertNoVectors(built);
            assertNoVectors(mapped);
            try (Stream<Path> left = Files.list(scratch)) {
                assertEquals(0, left.count());
            }
            assertEquals(expected, built.search(queries, 20));
            assertEquals(expected, whole.search(queries, 20));
            assertEquals(expected, mapped.search(queries, 20));
            assertEquals(
                    mapped.search(queries, 900).get(7).distance(0),
                    expected.get(7).distance(0));
            onDisk.save(mapped, again);
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
            onDisk.save(built, again);
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
        }
    }

    private static VectorSource inBlocks(FloatMatrix matrix) {
        return new VectorSource() {
            @Override
            public int rows() {
                return matrix.rows();
            }

            @Override
            public int columns() {
                return matrix.columns();
            }

            @Override
            public FloatMatrix rows(int from, int to) {
                return matrix.rows(from, to);
            }

            @Override
            public int blockRows() {
                return 7;
            }
        };
    }

    /** No array or heap buffer of as many floats as ten vectors is reachable. */
    private static void assertNoVectors(NeighborIndex index) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> next = new ArrayDeque<>(List.of(index));
        int mappings = 0;
        while (!next.isEmpty()) {
            Object object = next.pop();
            if (!seen.add(object)) {
                continue;
            }
            if (object instanceof float[] floats) {
                assertTrue(floats.length < 10 * index.dimension(), floats.length + " floats");
            } else if (object instanceof FloatBuffer buffer) {
                assertTrue(buffer.isDirect());
                mappings++;
            } else if (object instanceof Object[] array) {
                IntStream.range(0, array.length)
                        .mapToObj(i -> Array.get(array, i))
                        .filter(element -> element != null)
                        .forEach(next::push);
            } else if (object instanceof Iterable<?> elements) {
                elements.forEach(next::push);
            } else if (object.getClass().getName().startsWith("org.dknn.")
                    && !object.getClass().getName().contains("FaissNative")
                    && !object.getClass().isHidden()) {
                fields(object, next);
            }
        }
        assertEquals(1, mappings);
    }

    private static void fields(Object object, Deque<Object> next) {
        for (Field field : object.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                continue;
            }
            try {
                field.setAccessible(true);
                Object value = field.get(object);
                if (value != null) {
                    next.push(value);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @NeedsFaiss
    @Test
    void a_truncated_or_damaged_file_is_refused_at_load() throws IOException {
        Path file = directory.resolve("index.dknn");
        try (NeighborIndex index = Faiss.ivf(4, 2).build(vectors(300, 8), Metric.EUCLIDEAN)) {
            Faiss.ivf(4, 2).save(index, file);
        }
        byte[] bytes = Files.readAllBytes(file);
        try (RandomAccessFile shortened = new RandomAccessFile(file.toFile(), "rw")) {
            shortened.setLength(bytes.length - 500);
        }
        assertThrows(DknnFormatException.class, () -> Faiss.ivf(4, 2).mapped().load(file));

        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);
        assertThrows(DknnFormatException.class, () -> Faiss.ivf(4, 2).mapped().load(file));
    }

    /** In a process of its own, as native code that reads there would end it. */
    @EnabledOnOs(OS.LINUX)
    @Test
    void a_file_that_is_shortened_while_it_is_mapped_is_an_error_and_not_the_end()
            throws IOException, InterruptedException {
        String output = ForkedJvm.output(ForkedJvm.of(
                ShortenedFile.class, List.of(), directory.resolve("shortened").toString()));

        assertEquals("InternalError\nexit 0", output);
    }

    @NeedsFaiss
    @Test
    void a_directory_that_cannot_be_written_is_told() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        UncheckedIOException refused = assertThrows(
                UncheckedIOException.class,
                () -> Faiss.ivf(4, 2).mapped(file).build(vectors(300, 8), Metric.EUCLIDEAN));

        assertTrue(String.valueOf(refused.getMessage()).contains("choose another directory"), refused.getMessage());
    }

    /** 100,000 vectors of 300 values are 120 MB. */
    @NeedsFaiss
    @Tag("long")
    @Test
    void a_mapped_index_leaves_the_heap_alone() throws IOException {
        Path file = directory.resolve("big.dknn");
        long raw = 100_000L * 300 * Float.BYTES;
        FaissFactory factory = Faiss.ivf(16, 4).mapped(directory);
        try (NeighborIndex index = factory.build(CONTEXT, generated(100_000, 300), Metric.EUCLIDEAN)) {
            factory.save(index, file);
        }
        long before = usedHeap();
        try (NeighborIndex mapped = factory.load(file)) {
            long after = usedHeap();

            assertEquals(100_000, mapped.size());
            assertTrue(after - before < raw / 20, (after - before) + " bytes of " + raw);
            assertEquals(
                    0,
                    mapped.search(generated(100_000, 300).rows(77_777, 77_778), 1)
                            .get(0)
                            .distance(0));
        }
    }

    private static VectorSource generated(int rows, int columns) {
        return new VectorSource() {
            @Override
            public int rows() {
                return rows;
            }

            @Override
            public int columns() {
                return columns;
            }

            @Override
            public FloatMatrix rows(int from, int to) {
                float[] values = new float[(to - from) * columns];
                for (int i = 0; i < values.length; i++) {
                    long mixed = ((long) from * columns + i) * 0x9E3779B97F4A7C15L;
                    values[i] = (mixed ^ mixed >>> 29) >>> 40;
                }
                return FloatMatrix.wrap(to - from, columns, values);
            }
        };
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
