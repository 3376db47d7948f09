package org.dknn.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.dknn.activation.Fingerprint;
import org.dknn.internal.DknnFormatException;

/** A file that an encoder was made of, or a copy of it that was saved later. Safe for use by many threads. */
final class ModelFile {

    private final Path original;
    private final String fingerprint;
    private volatile Path copy;

    ModelFile(Path original) throws IOException {
        this.original = original;
        this.copy = original;
        this.fingerprint = new Fingerprint().addFile(original).value();
    }

    String fingerprint() {
        return fingerprint;
    }

    /**
     * Writes the file to another place.
     *
     * @throws IOException if the file is gone, or has changed
     */
    void copyTo(Path target) throws IOException {
        Path source = Files.exists(original) ? original : copy;
        if (!Files.exists(source)) {
            throw new IOException(
                    "cannot save a copy of " + original + ": it is gone; keep it as long as its model is used");
        }
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        if (!new Fingerprint().addFile(target).value().equals(fingerprint)) {
            throw new DknnFormatException(
                    "cannot save a copy of " + source + ": it has changed since its model was loaded");
        }
        copy = target;
    }
}
