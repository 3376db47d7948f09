package org.dknn.index.faiss;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.testkit.NaiveSort;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes on GPUs, with the stand-in library; no GPU is needed. */
@NeedsFaiss
class GpuTest {

    private static final FloatMatrix VECTORS = RandomVectors.normal(70, 600, 24);
    private static final FloatMatrix QUERIES = RandomVectors.normal(71, 45, 24);

    @ParameterizedTest
    @EnumSource(Metric.class)
    void an_index_on_a_device_gives_exact_answers(Metric metric, @TempDir Path home) throws Exception {
        GpuLibrary library = FakeFaiss.compile(home, 2);

        for (FaissDevices devices : List.of(
                devices(library, 1),
                devices(library, 0, 1),
                devices(library, 1, 0).sharded())) {
            assertEquals(Optional.empty(), devices.whyUnavailable());
            try (NeighborIndex index = Faiss.flat().on(devices).build(VECTORS, metric)) {
                assertEquals(NaiveSort.search(VECTORS, metric, QUERIES, 75), index.search(QUERIES, 75));
                assertEquals(NaiveSort.search(VECTORS, metric, QUERIES, 600), index.search(QUERIES, 600));
            }
        }
    }

    @Test
    void an_index_on_a_device_is_saved_and_loaded(@TempDir Path home) throws Exception {
        FaissFactory factory = Faiss.ivf(8, 4).on(devices(FakeFaiss.compile(home, 1), 0));
        Path file = home.resolve("index.dknn");

        try (NeighborIndex index = factory.build(VECTORS, Metric.EUCLIDEAN)) {
            factory.save(index, file);
            try (NeighborIndex loaded = factory.load(file)) {
                assertEquals(index.search(QUERIES, 10), loaded.search(QUERIES, 10));
            }
        }
    }

    @Test
    void a_closed_index_is_refused(@TempDir Path home) throws Exception {
        FaissFactory factory = Faiss.flat().on(devices(FakeFaiss.compile(home, 1), 0));
        NeighborIndex index = factory.build(VECTORS, Metric.EUCLIDEAN);

        index.close();
        index.close();

        assertThrows(IllegalStateException.class, () -> index.search(QUERIES, 10));
    }

    @Test
    void a_part_of_another_shape_is_refused(@TempDir Path home) throws Exception {
        FaissFactory factory = Faiss.ivf(8, 4).on(devices(FakeFaiss.compile(home, 1), 0));
        Path file = home.resolve("index.dknn");
        for (String part : new String[] {"", "\30\0\0\0....", "no index"}) {
            ContainerFile.write(file, FaissFile.KIND, 1, out -> {
                out.writeUTF("EUCLIDEAN");
                out.writeUTF("IVF8,Flat");
                out.writeInt(1);
                out.writeInt(4);
                out.writeLong(part.length());
                VECTORS.write(out);
                out.writeBytes(part);
            });

            assertThrows(DknnFormatException.class, () -> factory.load(file), part);
        }
    }

    @Test
    void an_index_that_the_library_refuses_is_the_callers_mistake(@TempDir Path home) throws Exception {
        FaissFactory factory = Faiss.hnsw(16).on(devices(FakeFaiss.compile(home, 1), 0));

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> factory.build(VECTORS, Metric.EUCLIDEAN));

        assertEquals(
                "FAISS cannot build \"HNSW16\" over [600 x 24] vectors: the fake knows no such index",
                refused.getMessage());
    }

    /** Neighbors without the count of rows at the last distance, which is of candidates here. */
    private static List<String> shown(List<Neighbors> found) {
        return found.stream()
                .map(neighbors -> Arrays.toString(neighbors.ordinals()) + Arrays.toString(neighbors.distances()))
                .toList();
    }

    /** FAISS takes a minute per index to order codes for comparisons that GPUs do not make; "np" turns that off. */
    @Test
    void codes_are_not_ordered_for_hamming_distances(@TempDir Path home) throws Exception {
        FaissFactory factory = Faiss.ivfpq(8, 4, 4).on(devices(FakeFaiss.compile(home, 1), 0));

        try (NeighborIndex index = factory.build(VECTORS, Metric.EUCLIDEAN)) {
            assertEquals(
                    shown(NaiveSort.search(VECTORS, Metric.EUCLIDEAN, QUERIES, 10)), shown(index.search(QUERIES, 10)));
        }
        assertEquals("IVF8,PQ4x8np", GpuIndex.Gpus.withoutHamming("IVF8,PQ4x8"));
        assertEquals("PCA8,PQ4np", GpuIndex.Gpus.withoutHamming("PCA8,PQ4"));
        for (String other : List.of("Flat", "IVF8,PQ4np", "IVF8,PQ4+8", "OPQ4,IVF8,Flat", "IVF8,PQ4x4fs")) {
            assertEquals(other, GpuIndex.Gpus.withoutHamming(other));
        }
    }

    @Test
    void what_is_missing_is_said(@TempDir Path home) throws Exception {
        GpuLibrary none = FakeFaiss.compile(home.resolve("none"), 0);
        GpuLibrary two = FakeFaiss.compile(home.resolve("two"), 2);
        GpuLibrary cpu = FakeFaiss.compile(home.resolve("cpu"), FakeFaiss.WITHOUT_GPUS);

        assertEquals(
                Optional.of("GPU 2 not found; GPUs are numbered 0 to 1"),
                devices(two, 1, 2).whyUnavailable());
        assertEquals(
                Optional.of("libfaiss_c.so is built without GPU support; install FAISS with GPU support"),
                devices(cpu, 0).whyUnavailable());
        String noneThere = devices(none, 0).whyUnavailable().orElseThrow();
        assertTrue(
                noneThere.equals("no GPU found")
                        || noneThere.equals(
                                "the NVIDIA driver is missing: libcuda.so.1 does not load; install the driver"),
                noneThere);
    }

    @Test
    void a_device_that_is_missing_is_an_error_unless_the_cpu_may_serve(@TempDir Path home) throws Exception {
        FaissDevices missing = devices(FakeFaiss.compile(home, 1), 3);

        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> Faiss.flat().on(missing).build(VECTORS, Metric.EUCLIDEAN));
        assertEquals("GPU [3] is not available: GPU 3 not found; GPUs are numbered 0 to 0", refused.getMessage());

        try (NeighborIndex index = Faiss.flat().on(missing.ifPresent()).build(VECTORS, Metric.EUCLIDEAN)) {
            assertEquals(NaiveSort.search(VECTORS, Metric.EUCLIDEAN, QUERIES, 5), index.search(QUERIES, 5));
        }
    }

    @Test
    void a_library_that_does_not_load_is_named(@TempDir Path home) throws IOException {
        Path file = home.resolve("libfaiss_c.so");
        Files.writeString(file, "no library");

        assertThrows(IllegalStateException.class, () -> GpuLibrary.open(file.toString()));
        assertThrows(IllegalStateException.class, () -> GpuLibrary.locate(Optional.of(home + "/elsewhere")));
        assertEquals(file.toString(), GpuLibrary.locate(Optional.of(home.toString())));
        assertEquals("libfaiss_c.so", GpuLibrary.locate(Optional.empty()));
    }

    @Test
    void an_index_on_a_device_is_not_mapped(@TempDir Path home) throws Exception {
        FaissDevices devices = devices(FakeFaiss.compile(home, 1), 0);

        assertThrows(
                IllegalArgumentException.class,
                () -> Faiss.ivf(8, 4).on(devices).mapped());
    }

    @Test
    void an_index_on_a_device_is_not_searched_with_the_width_of_another_factory(@TempDir Path home) throws Exception {
        FaissFactory cpu = Faiss.ivf(8, 4);
        FaissFactory gpu = cpu.on(devices(FakeFaiss.compile(home, 1), 0));
        try (NeighborIndex onDevice = gpu.build(VECTORS, Metric.EUCLIDEAN);
                NeighborIndex onCpu = cpu.build(VECTORS, Metric.EUCLIDEAN)) {
            assertRefused("a search width needs an index of FAISS on the CPU", () -> cpu.searching(onDevice));
            assertRefused("a search width needs an index of FAISS on the CPU", () -> gpu.searching(onCpu));
            assertEquals(onCpu.search(QUERIES, 5), cpu.searching(onCpu).search(QUERIES, 5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0 0"})
    void devices_are_different_and_at_least_one(String numbers) {
        int[] devices = numbers.isEmpty()
                ? new int[0]
                : List.of(numbers.split(" ")).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray();

        assertThrows(IllegalArgumentException.class, () -> Faiss.gpu(devices));
    }

    /** Runs under {@code -Dorg.dknn.faiss.home=DIR}, on any build, for GPUs or not. */
    @Test
    @EnabledIfSystemProperty(named = GpuLibrary.HOME, matches = ".+")
    void an_installed_library_gives_exact_answers_on_its_cpu() {
        GpuLibrary library = GpuLibrary.installed().open();
        CandidateIndex.Engine engine = new GpuIndex.Gpus(library, new int[0], false);
        for (String description : List.of("Flat", "IVF8,Flat")) {
            IndexSpec spec = IndexSpec.of(description);
            try (FaissIndex index = FaissIndex.build(
                    engine, spec, Metric.EUCLIDEAN, org.dknn.vector.PreparedVectors.of(VECTORS, Metric.EUCLIDEAN))) {
                assertEquals(NaiveSort.search(VECTORS, Metric.EUCLIDEAN, QUERIES, 75), index.search(QUERIES, 75));
            }
        }
    }

    private static FaissDevices devices(GpuLibrary library, int... devices) {
        return FaissDevices.of(() -> library, devices);
    }
}
