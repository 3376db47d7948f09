package org.dknn.cli.train;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;

/**
 * A file in which a training keeps how far it has come, so that one of the same key goes on from there.
 *
 * @param file that is replaced as a whole, so that an interrupted write leaves what was there
 * @param key all that the training depends on
 */
public record Checkpoint(Path file, String key) {

    private static final String KIND = "dknn-training";
    private static final int VERSION = 1;

    /** Reads what follows the key. */
    @FunctionalInterface
    interface StateReader<T> {
        T read(DataInputStream in) throws IOException;
    }

    boolean isThere() {
        return Files.exists(file);
    }

    void write(ContainerFile.Writer state) throws IOException {
        ContainerFile.write(file, KIND, VERSION, out -> {
            Utf16.write(out, key);
            state.write(out);
        });
    }

    /** What a training of this key has kept; empty if the file is not there, of another training, or damaged. */
    <T> Optional<T> read(StateReader<T> state) throws IOException {
        if (!isThere()) {
            return Optional.empty();
        }
        try {
            return ContainerFile.read(file, KIND, VERSION, (in, version) -> {
                if (Utf16.read(in).equals(key)) {
                    return Optional.of(state.read(in));
                }
                in.transferTo(OutputStream.nullOutputStream()); // the state of the other one
                return Optional.empty();
            });
        } catch (DknnFormatException e) {
            return Optional.empty();
        }
    }

    /** Deletes the file, as the training is done. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
