package org.dknn.saved;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Format of one kind of part of a saved model, such as a network or a tokenizer. Found by {@link
 * java.util.ServiceLoader}: a module names its formats in {@code META-INF/services/org.dknn.saved.ModelPart}.
 * Implementations are safe for use by many threads.
 *
 * @param <T> type of the parts
 */
public interface ModelPart<T> {

    /** Name in files, unique among all formats, such as "dl4j-extractor". Never changes. */
    String name();

    /** Maven coordinates of the module, without a version, for the message of whoever lacks it. */
    String artifact();

    /** Newest version of the layout, from 1. */
    int version();

    /** Type of the parts. */
    Class<T> type();

    /** Whether this format can write a part of the type. Default: yes. */
    default boolean canWrite(T part) {
        return true;
    }

    /**
     * Writes a part.
     *
     * @param directory empty, for this part alone
     * @param parts writes parts of this part, in directories of their own
     */
    void write(T part, Path directory, ModelParts parts) throws IOException;

    /**
     * Reads a part.
     *
     * @param version in which it was written, in {@code 1..version()}
     * @param parts reads parts of this part
     * @throws org.dknn.internal.DknnFormatException if a file is damaged
     */
    T read(Path directory, int version, ModelParts parts) throws IOException;
}
