package org.dknn.index;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Factory of one kind of index: builds, saves and loads it. Implementations are immutable and safe for use by many
 * threads.
 */
public interface IndexFactory {

    /** Name of the kind, stored with saved indexes to identify the factory that reads them. */
    String name();

    /**
     * Builds an index over vectors, whose ordinals are their rows.
     *
     * @param vectors {@code [n x dimension]} with n at least 1, finite; kept or copied, never changed
     * @throws IllegalArgumentException if there is no vector, or a value is not finite
     */
    NeighborIndex build(FloatMatrix vectors, Metric metric);

    /**
     * Writes an index of this factory.
     *
     * @throws IllegalArgumentException if another factory made it
     * @throws IllegalStateException if it is closed
     */
    void save(NeighborIndex index, Path file) throws IOException;

    /**
     * Reads an index that {@link #save} wrote; it gives the same results.
     *
     * @throws org.dknn.internal.DknnFormatException if the file is damaged, or of another kind
     */
    NeighborIndex load(Path file) throws IOException;
}
