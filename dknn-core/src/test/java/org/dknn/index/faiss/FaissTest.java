package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaissTest {

    private static final FloatMatrix VECTORS = RandomVectors.normal(60, 600, 24);
    private static final FloatMatrix QUERIES = RandomVectors.normal(61, 45, 24);

    @Test
    void is_available_or_tells_why_not() {
        assertEquals(Faiss.isAvailable(), Faiss.whyUnavailable().isEmpty());
    }

    @Test
    void where_it_is_missing_building_and_loading_say_so(@TempDir Path directory) {
        if (!Faiss.isAvailable()) {
            assertThrows(IllegalStateException.class, () -> Faiss.flat().build(VECTORS, Metric.EUCLIDEAN));
            assertThrows(IllegalStateException.class, () -> Faiss.flat().load(directory.resolve("any.dknn")));
            assertInstanceOf(ExactIndex.class, Faiss.flatOrExact().build(VECTORS, Metric.EUCLIDEAN));
        }
    }

    @Test
    void factories_tell_what_they_build() {
        assertEquals("FaissFactory[HNSW32]", Faiss.hnsw(32).toString());
        assertEquals("FaissFactory[IVF64,PQ8]", Faiss.ivfpq(64, 4, 8).toString());
        assertEquals("faiss", Faiss.flat().name());
        assertEquals("flat-or-exact", Faiss.flatOrExact().name());
    }

    /** The natives in the jar have at most 5 MB. */
    @Test
    @NeedsFaiss
    void natives_in_the_jar_stay_small() throws IOException {
        long bytes = 0;
        for (String library : List.of("libjnidknnfaiss.so", "libgomp.so.1")) {
            URL packed = Objects.requireNonNull(Faiss.class.getResource("linux-x86_64/" + library), library);
            bytes += packed.openConnection().getContentLengthLong();
        }

        assertTrue(bytes > 0 && bytes <= 5_000_000, "natives have " + bytes + " bytes");
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void the_default_is_loaded_where_the_other_kind_was_saved(Metric metric, @TempDir Path directory)
            throws IOException {
        IndexFactory here = Faiss.flatOrExact();
        IndexFactory without = new FlatOrExact(Faiss.flat(), ExactIndex.factory(), false);

        assertSameAnswers(here, without, metric, directory.resolve("here.dknn"));
        assertSameAnswers(without, here, metric, directory.resolve("without.dknn"));
    }

    private static void assertSameAnswers(IndexFactory saving, IndexFactory loading, Metric metric, Path file)
            throws IOException {
        try (NeighborIndex saved = saving.build(VECTORS, metric)) {
            saving.save(saved, file);
            try (NeighborIndex loaded = loading.load(file)) {
                assertEquals(saved.search(QUERIES, 75), loaded.search(QUERIES, 75));
            }
        }
    }
}
