package org.dknn.spark;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A directory that a task writes its shard into. When a fit fails, the driver moves the directory of all shards away while other tasks may
 * still write; what saves indexes makes directories that are missing, so a task that has not heard of it would make them anew. A file of
 * the first moment, which goes with the directory, tells whether it is still the same.
 */
record OpenShard(Path directory) implements Closeable {

    private static final String SIGN = "writing";

    /** Makes the directory, but not those above it. */
    static OpenShard in(Path directory) throws IOException {
        Files.createDirectory(directory);
        OpenShard open = new OpenShard(directory);
        Files.createFile(open.sign());
        return open;
    }

    private Path sign() {
        return directory.resolve(SIGN);
    }

    /**
     * Checks that the directory is the one that was made.
     *
     * @throws NoSuchFileException if it has gone
     */
    void requireThere() throws IOException {
        if (!Files.exists(sign())) {
            throw new NoSuchFileException(directory + ", as the fit has ended");
        }
    }

    /** Ends the writing; what was written after the directory had gone is deleted. */
    @Override
    public void close() throws IOException {
        if (Files.deleteIfExists(sign())) {
            return;
        }
        if (Files.exists(directory)) {
            SparkFit.ShardFolder.delete(directory);
            Files.deleteIfExists(directory.getParent());
        }
        throw new NoSuchFileException(directory + ", as the fit has ended");
    }
}
