package org.dknn.index.faiss;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.dknn.internal.OpenFile;

/**
 * A part of a file that is held open, so that replacing the file has no effect on it. Safe for use by many threads.
 *
 * @param file closed with this part
 * @param natives what {@code file} reads from
 * @param offset of its first byte
 * @param length in bytes
 */
record FilePart(OpenFile file, NativeFile natives, long offset, long length) implements AutoCloseable {

    /** The index that FAISS reads from here, from the same open file as all others. */
    FaissNative.Index readIndex(boolean mapped) throws FaissException {
        return FaissNative.read_index(natives.pointer(), offset, mapped);
    }

    /** Writes the part to a file, whose content it replaces. */
    void copyTo(Path target) throws IOException {
        try (InputStream part = file.bytes(offset, length)) {
            Files.copy(part, target, StandardCopyOption.REPLACE_EXISTING);
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
