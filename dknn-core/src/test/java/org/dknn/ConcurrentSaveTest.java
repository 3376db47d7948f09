package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.internal.DirectoryLock;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Saves that meet other saves, fail, or are killed. */
class ConcurrentSaveTest {

    /** Manifest, lock, five parts, and two classes in each of two layers. */
    private static final int FILES = 11;

    @TempDir
    private Path directory;

    static List<IndexFactory> indexes() {
        return List.of(ExactIndex.factory(), Faiss.isAvailable() ? Faiss.hnsw(8) : new Slow());
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void of_two_saves_at_once_one_model_remains_whole(IndexFactory index) throws Exception {
        try (DeepKnn<String> one = fit(index, 40, 1);
                DeepKnn<String> two = fit(index, 40, 2)) {
            for (int round = 0; round < 12; round++) {
                atOnce(() -> one.save(directory), () -> two.save(directory));

                try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor(), index)) {
                    assertTrue(Set.of(1, 2).contains(loaded.neighbors()));
                }
                assertEquals(Set.of(), leftovers());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void loading_while_another_saves_gives_the_old_or_the_new_model(IndexFactory index) throws Exception {
        try (DeepKnn<String> one = fit(index, 40, 1);
                DeepKnn<String> two = fit(index, 40, 2)) {
            one.save(directory);
            AtomicBoolean loaded = new AtomicBoolean();
            atOnce(
                    () -> {
                        while (!loaded.get()) {
                            two.save(directory);
                            one.save(directory);
                        }
                    },
                    () -> {
                        try {
                            for (int round = 0; round < 60; round++) {
                                try (DeepKnn<String> old = DeepKnn.load(directory, new PointExtractor(), index)) {
                                    assertTrue(Set.of(1, 2).contains(old.neighbors()));
                                }
                            }
                        } finally {
                            loaded.set(true);
                        }
                    });
        }
    }

    private interface Save {
        void run() throws IOException;
    }

    private static void atOnce(Save... saves) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(saves.length);
        try {
            List<Callable<Void>> calls = Stream.of(saves)
                    .<Callable<Void>>map(save -> () -> {
                        save.run();
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(calls)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_failed_save_leaves_no_file_and_the_next_one_works() throws IOException {
        for (int good = 0; good < 4; good++) {
            try (DeepKnn<String> broken = fit(new FullDisk(good), 10, 1)) {
                assertThrows(IOException.class, () -> broken.save(directory));
            }
            assertEquals(Set.of(DirectoryLock.FILE), files());
        }
        try (DeepKnn<String> whole = fit(ExactIndex.factory(), 10, 2)) {
            whole.save(directory);
        }
        assertLoads(2);
        try (DeepKnn<String> broken = fit(new FullDisk(3), 10, 1)) {
            assertThrows(IOException.class, () -> broken.save(directory));
        }
        assertLoads(2);
        assertEquals(Set.of(), leftovers());
    }

    @Test
    void files_of_others_stay() throws IOException {
        Path notes = directory.resolve("layer-0-class-0-notes.index");
        Path copy = directory.resolve("layer-0-class-0-01234567.index");
        Files.writeString(notes, "mine");
        Files.writeString(copy, "mine");
        try (DeepKnn<String> dknn = fit(ExactIndex.factory(), 10, 1)) {
            dknn.save(directory);
            dknn.save(directory);
        }

        assertTrue(Files.exists(notes));
        assertTrue(Files.exists(copy));
        assertEquals(FILES + 2, files().size());
    }

    @Test
    void a_save_by_two_processes_and_killed_ones_leave_a_whole_model() throws Exception {
        saveAndKill(4);
    }

    /** {@code -Ddknn.kill.rounds=200}: two processes are killed in each round. */
    @Tag("long")
    @Test
    void hundreds_of_killed_saves_leave_a_whole_model() throws Exception {
        saveAndKill(Integer.getInteger("dknn.kill.rounds", 200));
    }

    private void saveAndKill(int rounds) throws Exception {
        Random random = new Random(13);
        Set<Integer> found = new TreeSet<>();
        // the processes know the indexes of the library alone
        List<IndexFactory> factories =
                Faiss.isAvailable() ? indexes() : List.of(ExactIndex.factory(), ExactIndex.factory());
        for (int round = 0; round < rounds; round++) {
            String index = factories.get(round % 2).name();
            Process one = saver(1, index);
            Process two = saver(2, index);
            one.inputReader().readLine();
            two.inputReader().readLine();
            Thread.sleep(random.nextInt(300));
            one.destroyForcibly().waitFor();
            Thread.sleep(random.nextInt(50));
            two.destroyForcibly().waitFor();

            try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor(), factories.get(round % 2))) {
                assertTrue(Set.of(1, 2).contains(loaded.neighbors()), "round " + round);
                found.add(loaded.neighbors());
            }
        }
        System.out.println(2 * rounds + " saves were killed; the models that stood then had k = " + found);

        try (DeepKnn<String> last = fit(ExactIndex.factory(), 10, 3)) {
            last.save(directory);
        }
        assertLoads(3);
        assertEquals(Set.of(), leftovers());
    }

    private Process saver(int neighbors, String index) throws IOException {
        return ForkedJvm.of(
                        ForkedSaver.class,
                        List.of("-Xmx256m"),
                        directory.toString(),
                        Integer.toString(neighbors),
                        index)
                .start();
    }

    /** Saves one model again and again until the process is killed; prints a line after the first time. */
    static final class ForkedSaver {

        private ForkedSaver() {}

        public static void main(String[] arguments) throws IOException {
            IndexFactory index = indexes().stream()
                    .filter(each -> each.name().equals(arguments[2]))
                    .findFirst()
                    .orElseThrow();
            DeepKnn<String> dknn = fit(index, 2_000, Integer.parseInt(arguments[1]));
            dknn.save(Path.of(arguments[0]));
            System.out.println("saved");
            while (true) {
                dknn.save(Path.of(arguments[0]));
            }
        }
    }

    static DeepKnn<String> fit(IndexFactory index, int size, int neighbors) {
        List<String> inputs = IntStream.range(0, size)
                .mapToObj(i -> (i % 2 * 10 + i % 7) + "," + i)
                .toList();
        int[] labels = IntStream.range(0, size).map(i -> i % 2).toArray();
        Dataset<String> examples = Dataset.of(inputs, labels, LabelSet.of("low", "high"));
        return DeepKnn.builder(new PointExtractor())
                .neighbors(neighbors)
                .metric(Metric.EUCLIDEAN)
                .index(index)
                .fit(examples, examples);
    }

    private void assertLoads(int neighbors) throws IOException {
        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            assertEquals(neighbors, loaded.neighbors());
        }
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** All files if there are more than those of one model. */
    private Set<String> leftovers() throws IOException {
        Set<String> files = files();
        return files.size() == FILES ? Set.of() : files;
    }

    /** Exact indexes that take their time to be saved. */
    private record Slow() implements IndexFactory {

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return ExactIndex.factory().build(vectors, metric);
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            LockSupport.parkNanos(200_000);
            ExactIndex.factory().save(index, file);
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            return ExactIndex.factory().load(file);
        }
    }

    /** Saves some indexes, then writes half of one and fails. */
    private static final class FullDisk implements IndexFactory {

        private int good;

        FullDisk(int good) {
            this.good = good;
        }

        @Override
        public String name() {
            return "full-disk";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return ExactIndex.factory().build(vectors, metric);
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            if (good-- > 0) {
                ExactIndex.factory().save(index, file);
                return;
            }
            Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), "half");
            throw new IOException("No space left on device");
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            return ExactIndex.factory().load(file);
        }
    }
}
