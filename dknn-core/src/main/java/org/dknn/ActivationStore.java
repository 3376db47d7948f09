package org.dknn;

import java.util.List;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;

/** Rows of several layers, added chunk by chunk and read layer by layer. Added to and released by one thread, read by many. */
interface ActivationStore extends AutoCloseable {

    /** Number of rows, those included that a killed process left and that are read again. */
    int rows();

    /**
     * Adds the next rows.
     *
     * @param chunk one matrix per layer, with as many rows each
     * @throws java.io.UncheckedIOException if they cannot be stored
     */
    void add(List<FloatMatrix> chunk);

    /** All rows of a layer so far; not to be read after {@link #release}. */
    VectorSource layer(int layer);

    /** Gives up the rows of a layer. */
    void release(int layer);

    /** Gives up all rows. A second call has no effect. */
    @Override
    void close();
}
