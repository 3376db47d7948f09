package org.dknn.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The part of {@link NeighborIndexContract} on indexes that are saved and loaded. */
abstract class SavedIndexContract {

    protected static final FloatMatrix VECTORS = RandomVectors.normal(20, 600, 24);
    protected static final FloatMatrix QUERIES = RandomVectors.normal(21, 45, 24);
    static final int K = 10;

    /** The factory whose indexes are tested; they must take {@code [600 x 24]} vectors. */
    protected abstract IndexFactory factory();

    /** An approximate index that is built anew when it is saved may miss others afterwards and overrides this. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    protected void saving_and_loading_changes_no_answer(Metric metric, @TempDir Path directory) throws IOException {
        FloatMatrix vectors = RandomVectors.coarse(24, 600, 24);
        Path file = directory.resolve("index.dknn");

        try (NeighborIndex built = factory().build(vectors, metric)) {
            factory().save(built, file);
            try (NeighborIndex loaded = factory().load(file)) {
                assertEquals(built.size(), loaded.size());
                assertEquals(built.dimension(), loaded.dimension());
                assertEquals(metric, loaded.metric());
                assertEquals(built.search(QUERIES, 75), loaded.search(QUERIES, 75));
            }
        }
    }

    @Test
    void a_loaded_index_can_be_saved_again(@TempDir Path directory) throws IOException {
        Path first = directory.resolve("first.dknn");
        Path second = directory.resolve("second.dknn");
        saveVectors(first);

        try (NeighborIndex loaded = factory().load(first)) {
            factory().save(loaded, second);
        }

        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void indexes_of_others_are_not_saved(@TempDir Path directory) {
        NeighborIndex foreign = new ForeignIndex();

        assertThrows(IllegalArgumentException.class, () -> factory().save(foreign, directory.resolve("foreign.dknn")));
        assertFalse(Files.exists(directory.resolve("foreign.dknn")));
    }

    @Test
    void flipped_bytes_are_refused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("index.dknn");
        saveVectors(file);
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(25);

        for (int i = 0; i < 200; i++) {
            int at = i < 64 ? i : random.nextInt(bytes.length);
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            assertThrows(DknnFormatException.class, () -> factory().load(file), "byte " + at);
        }
    }

    @Test
    void truncated_files_are_refused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("index.dknn");
        saveVectors(file);
        byte[] bytes = Files.readAllBytes(file);

        for (int i = 0; i < 100; i++) {
            int length = (int) ((long) bytes.length * i / 100);
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThrows(DknnFormatException.class, () -> factory().load(file), "length " + length);
        }
    }

    @Test
    void files_of_others_are_refused(@TempDir Path directory) throws IOException {
        Path foreign = directory.resolve("foreign.dknn");
        Files.writeString(foreign, "no index at all, but a text of some length to look at");
        Path otherKind = directory.resolve("other.dknn");
        ContainerFile.write(otherKind, "another-kind", 1, VECTORS::write);

        assertThrows(DknnFormatException.class, () -> factory().load(foreign));
        assertThrows(DknnFormatException.class, () -> factory().load(otherKind));
        assertThrows(IOException.class, () -> factory().load(directory.resolve("missing.dknn")));
    }

    private void saveVectors(Path file) throws IOException {
        try (NeighborIndex index = factory().build(VECTORS, Metric.COSINE)) {
            factory().save(index, file);
        }
    }

    private record ForeignIndex() implements NeighborIndex {

        @Override
        public int size() {
            return 1;
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public Metric metric() {
            return Metric.EUCLIDEAN;
        }

        @Override
        public List<Neighbors> search(FloatMatrix queries, int k) {
            return List.of();
        }
    }
}
