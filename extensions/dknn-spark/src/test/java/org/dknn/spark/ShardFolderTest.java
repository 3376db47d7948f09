package org.dknn.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardFolderTest {

    @TempDir
    private Path folder;

    /** Saving makes directories that are missing, so it must not be what comes last. */
    @Test
    void a_task_deletes_what_it_wrote_after_the_folder_had_ended() throws IOException {
        SparkFit.ShardFolder shards = new SparkFit.ShardFolder(Files.createDirectory(folder.resolve("model.shards-2")));
        Path directory = shards.path().resolve("shard-0-1");

        OpenShard open = OpenShard.in(directory);
        open.requireThere();
        shards.close();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("layer-0"), "0");

        assertThrows(NoSuchFileException.class, open::requireThere);
        assertThrows(NoSuchFileException.class, open::close);
        assertEquals(0, count());
    }

    @Test
    void a_shard_that_is_written_holds_what_was_written() throws IOException {
        Path directory = folder.resolve("shard-0-2");
        try (OpenShard open = OpenShard.in(directory)) {
            open.requireThere();
            Files.writeString(directory.resolve("layer-0"), "0");
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(directory.resolve("layer-0")), files.toList());
        }
    }

    private long count() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            return left.count();
        }
    }

    /** As a task that has not heard yet of the failure of another one. */
    @Test
    void nothing_stays_while_somebody_still_writes() throws IOException, InterruptedException {
        Path shards = Files.createDirectory(folder.resolve("model.shards-1"));
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<IOException> end = new AtomicReference<>();
        Thread task = new Thread(() -> {
            for (int shard = 0; end.get() == null; shard++) {
                try {
                    Path directory = Files.createDirectory(shards.resolve("shard-" + shard));
                    Files.writeString(directory.resolve("texts"), "a film");
                    Files.writeString(directory.resolve("layer"), "0");
                } catch (IOException e) {
                    end.set(e);
                }
                begun.countDown();
            }
        });
        task.start();
        begun.await();

        new SparkFit.ShardFolder(shards).close();
        task.join();

        assertFalse(Files.exists(shards));
        assertEquals(0, count());
        assertTrue(end.get() != null, "the task ends, as its folder does");
    }
}
