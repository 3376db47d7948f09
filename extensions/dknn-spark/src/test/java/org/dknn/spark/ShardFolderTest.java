package org.dknn.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardFolderTest {

    @TempDir
    private Path folder;

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
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
        assertTrue(end.get() != null, "the task ends, as its folder does");
    }
}
