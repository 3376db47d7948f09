package org.dknn.index.faiss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a file that is held open, so that replacing the file has no effect on it. Safe for use by many threads.
 *
 * @param file closed with this part
 * @param offset of its first byte
 * @param length in bytes
 */
record FilePart(FileChannel file, long offset, long length) implements AutoCloseable {

    static FilePart open(Path file, long offset, long length) throws IOException {
        return new FilePart(FileChannel.open(file), offset, length);
    }

    /** Writes the part to a file, whose content it replaces. */
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
