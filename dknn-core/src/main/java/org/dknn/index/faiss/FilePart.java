package org.dknn.index.faiss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a file that is held open, so that another file moved into its place changes nothing. Safe for use by many threads.
 *
 * @param file is closed with it
 * @param offset of its first byte
 * @param length in bytes
 */
record FilePart(FileChannel file, long offset, long length) implements AutoCloseable {

    static FilePart open(Path file, long offset, long length) throws IOException {
        return new FilePart(FileChannel.open(file), offset, length);
    }

    /** Writes the part to a file, in place of what may be in it. */
    void copyTo(Path target) throws IOException {
        try (WritableByteChannel copy = Channels.newChannel(Files.newOutputStream(target))) {
            for (long done = 0; done < length; ) {
                done += file.transferTo(offset + done, length - done, copy);
            }
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
