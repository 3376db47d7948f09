package org.dknn.cli.train;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** What the file holds. */
    public enum Content {
        /** It is not there. */
        NONE,
        /** The training of this key. */
        SAME,
        /** Another one, or what cannot be read. */
        OTHER
    }

    /** Reads what follows the key. */
    @FunctionalInterface
    interface StateReader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** Looks at the file. */
    public Content content() throws IOException {
        if (!Files.exists(file)) {
            return Content.NONE;
        }
        try {
            boolean isSame = ContainerFile.read(file, KIND, VERSION, (in, version) -> {
                boolean isThis = Utf16.read(in).equals(key);
                in.transferTo(OutputStream.nullOutputStream()); // the rest is the state
                return isThis;
            });
            return isSame ? Content.SAME : Content.OTHER;
        } catch (DknnFormatException e) {
            return Content.OTHER;
        }
    }

    void write(ContainerFile.Writer state) throws IOException {
        ContainerFile.write(file, KIND, VERSION, out -> {
            Utf16.write(out, key);
            state.write(out);
        });
    }

    <T> T read(StateReader<T> state) throws IOException {
        return ContainerFile.read(file, KIND, VERSION, (in, version) -> {
            if (!Utf16.read(in).equals(key)) {
                throw new DknnFormatException(file + " is of another training");
            }
            return state.read(in);
        });
    }

    /** Deletes the file, as the training is done. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
