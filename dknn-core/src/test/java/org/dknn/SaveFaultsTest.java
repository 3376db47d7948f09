package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Full disks, directories that vanish, and all that can meet on one model: the old state, the new one, or an exception. */
class SaveFaultsTest {

    private static final int DISK = 1 << 18;
    private static final int STEP = 12_288;

    @TempDir
    private Path temporary;

    static List<IndexFactory> indexes() {
        return ConcurrentSaveTest.indexes();
    }

    /** A disk of 256 KiB of memory, of which another file leaves less and less. */
    @ParameterizedTest
    @MethodSource("indexes")
    void a_save_on_a_full_disk_leaves_the_old_model_and_a_smaller_one_has_room(IndexFactory index) throws Exception {
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "dknn-test", disk.toString()),
                "NOT TESTED, as no disk can be mounted here: a save on a full disk; run the tests as root");
        try (DeepKnn<String> old = ConcurrentSaveTest.fit(index, 40, 1);
                DeepKnn<String> large = ConcurrentSaveTest.fit(index, 400, 2)) {
            Path model = disk.resolve("model");
            old.save(model);
            int failures = 0;
            for (int filled = 0; filled < DISK; filled += STEP) {
                Path filler = fill(disk, filled);
                Set<String> before = files(model);
                try {
                    large.save(model);
                    assertLoads(model, index, 2);
                } catch (IOException full) {
                    failures++;
                    assertEquals(before, files(model), "files after: " + full);
                    assertLoads(model, index, Set.of(1, 2));
                }
                Files.delete(filler);
                old.save(model);
                assertLoads(model, index, 1);
            }
            assertTrue(failures > 2, "the disk was full " + failures + " times");
        } finally {
            assertTrue(run("umount", disk.toString()));
        }
    }

    /** Leaves the rest of the disk, or nothing. */
    private static Path fill(Path disk, int bytes) throws IOException {
        Path filler = disk.resolve("filler");
        try {
            Files.write(filler, new byte[bytes]);
        } catch (IOException full) {
            assertTrue(Files.exists(filler), full.toString());
        }
        return filler;
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    @Test
    void a_directory_that_vanishes_during_a_save_is_told_and_the_next_save_makes_it_anew() throws IOException {
        Path model = temporary.resolve("model");
        for (int good = 0; good < 4; good++) {
            try (DeepKnn<String> interrupted = ConcurrentSaveTest.fit(new Vanishing(good, model), 40, 1);
                    DeepKnn<String> next = ConcurrentSaveTest.fit(ExactIndex.factory(), 40, 2)) {
                String told = assertThrows(IOException.class, () -> interrupted.save(model))
                        .toString();
                assertTrue(told.contains(model.toString()), told);
                next.save(model);
                assertLoads(model, ExactIndex.factory(), 2);
            }
        }
    }

    @Test
    void a_directory_that_vanishes_during_a_load_is_told() throws IOException {
        Path model = temporary.resolve("model");
        for (int good = 0; good < 4; good++) {
            Vanishing index = new Vanishing(Integer.MAX_VALUE, model);
            try (DeepKnn<String> saved = ConcurrentSaveTest.fit(index, 40, 1)) {
                saved.save(model);
            }
            Vanishing reading = new Vanishing(good, model);
            String told = assertThrows(IOException.class, () -> DeepKnn.load(model, new PointExtractor(), reading))
                    .toString();
            assertTrue(told.contains(model.toString()), told);
        }
    }

    /** What can be done with a model. */
    enum Action {
        LOAD {
            @Override
            void run(DeepKnn<String> dknn, Path model, IndexFactory index) throws IOException {
                try (DeepKnn<String> loaded = DeepKnn.load(model, new PointExtractor(), index)) {
                    loaded.predict("1,2");
                }
            }
        },
        SAVE {
            @Override
            void run(DeepKnn<String> dknn, Path model, IndexFactory index) throws IOException {
                dknn.save(model);
            }
        },
        EXTEND {
            @Override
            void run(DeepKnn<String> dknn, Path model, IndexFactory index) {
                dknn.extendCalibration(Dataset.of(List.of("3,4", "12,1"), new int[] {0, 1}, dknn.labelSet()));
            }
        },
        PREDICT {
            @Override
            void run(DeepKnn<String> dknn, Path model, IndexFactory index) {
                dknn.predictAll(List.of("3,4", "12,1", "0,9"));
            }
        },
        CLOSE {
            @Override
            void run(DeepKnn<String> dknn, Path model, IndexFactory index) {
                dknn.close();
            }
        };

        abstract void run(DeepKnn<String> dknn, Path model, IndexFactory index) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void any_two_actions_at_once_succeed_or_are_told_that_the_classifier_is_closed(Action one) throws Exception {
        pairWithOthers(one, 1);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Action.class)
    void any_two_actions_succeed_or_are_told_again_and_again(Action one) throws Exception {
        pairWithOthers(one, 40);
    }

    private void pairWithOthers(Action one, int rounds) throws Exception {
        for (IndexFactory index : indexes()) {
            Path model = temporary.resolve("model-" + index.name());
            try (DeepKnn<String> saved = ConcurrentSaveTest.fit(index, 40, 1)) {
                saved.save(model);
            }
            for (Action other : EnumSet.range(one, Action.CLOSE)) {
                for (int round = 0; round < rounds; round++) {
                    try (DeepKnn<String> dknn = ConcurrentSaveTest.fit(index, 40, 1)) {
                        List<String> told = atOnce(List.of(one, other), dknn, model, index);

                        boolean closes = one == Action.CLOSE || other == Action.CLOSE;
                        assertTrue(closes || told.isEmpty(), one + " and " + other + ": " + told);
                        assertTrue(told.stream().allMatch(each -> each.contains("closed")), told.toString());
                    }
                    assertLoads(model, index, 1);
                }
            }
        }
    }

    /** What the exceptions say; other exceptions than the expected kind are thrown. */
    private static List<String> atOnce(List<Action> actions, DeepKnn<String> dknn, Path model, IndexFactory index)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<List<String>>> results = new ArrayList<>();
            for (Action action : actions) {
                results.add(threads.submit(() -> {
                    start.await();
                    try {
                        action.run(dknn, model, index);
                        return List.of();
                    } catch (IllegalStateException e) {
                        return List.of(String.valueOf(e.getMessage()));
                    }
                }));
            }
            start.countDown();
            List<String> told = new ArrayList<>();
            for (Future<List<String>> result : results) {
                told.addAll(result.get());
            }
            return told;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertLoads(Path model, IndexFactory index, int neighbors) throws IOException {
        assertLoads(model, index, Set.of(neighbors));
    }

    private static void assertLoads(Path model, IndexFactory index, Set<Integer> neighbors) throws IOException {
        try (DeepKnn<String> loaded = DeepKnn.load(model, new PointExtractor(), index)) {
            assertTrue(neighbors.contains(loaded.neighbors()), "k = " + loaded.neighbors());
            loaded.predict("1,2");
        }
    }

    private static Set<String> files(Path model) throws IOException {
        try (Stream<Path> files = Files.list(model)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** Saves or loads some indexes; then the directory is deleted. */
    private static final class Vanishing implements IndexFactory {

        private final Path directory;
        private int good;

        Vanishing(int good, Path directory) {
            this.good = good;
            this.directory = directory;
        }

        @Override
        public String name() {
            return "vanishing";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return ExactIndex.factory().build(vectors, metric);
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            ExactIndex.factory().save(index, file);
            vanish();
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            vanish();
            return ExactIndex.factory().load(file);
        }

        private void vanish() throws IOException {
            if (good-- != 0) {
                return;
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(Vanishing::delete);
            }
        }

        private static void delete(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
