package org.dknn.index;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/** A kind of index: how it is built, written and read. Implementations are immutable and safe for use by many threads. */
public interface IndexFactory {

    /** Name of the kind; it is stored with saved indexes, so that the right factory reads them. */
    String name();

    /**
     * Builds an index over vectors, whose ordinals are their rows.
     *
     * @param vectors {@code [n x dimension]} with n at least 1, finite; kept or copied, never changed
     * @throws IllegalArgumentException if there is no vector or a value is not finite
     */
    NeighborIndex build(FloatMatrix vectors, Metric metric);

    /**
     * Writes an index that this factory made.
     *
     * @throws IllegalArgumentException if another factory made it
     */
    void save(NeighborIndex index, Path file) throws IOException;

    /**
     * Reads an index that {@link #save} wrote; it answers as the saved one did.
     *
     * @throws org.dknn.internal.DknnFormatException if the file is damaged, or of another kind
     */
    NeighborIndex load(Path file) throws IOException;
}
