package org.dknn.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.VectorSource;

/**
 * Factory of one kind of index: builds, saves and loads it. Implementations are immutable and safe for use by many
 * threads.
 */
public interface IndexFactory {

    /** Name of the kind, stored with saved indexes to identify the factory that reads them. */
    String name();

    /**
     * Group and name of the Maven artifact that has this kind, such as {@code org.example:fast-index}, for the message of an
     * application that loads a model and lacks it. Default: unknown, an empty text.
     */
    default String artifact() {
        return "";
    }

    /**
     * Builds an index over vectors, whose ordinals are their rows.
     *
     * @param vectors {@code [n x dimension]} with n at least 1, finite; kept or copied, never changed
     * @throws IllegalArgumentException if there is no vector, or a value is not finite
     */
    NeighborIndex build(FloatMatrix vectors, Metric metric);

    /**
     * Builds an index over the vectors of a source. Default: reads all vectors into a matrix and calls
     * {@link #build(FloatMatrix, Metric)}. An index that is stored elsewhere names its store by the context.
     *
     * @param context what the vectors are
     * @param vectors at least one, finite; its rows are the ordinals
     * @throws IllegalArgumentException if there is no vector, or a value is not finite
     */
    default NeighborIndex build(Context context, VectorSource vectors, Metric metric) {
        Objects.requireNonNull(context, "context");
        return build(vectors.toMatrix(), metric);
    }

    /**
     * What the vectors of an index are: the activations of one layer of a network for the reference examples of one class.
     *
     * @param model fingerprint of the network
     * @param layer name of the layer
     * @param label name of the class
     */
    record Context(String model, String layer, String label) {

        public Context {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(layer, "layer");
            Objects.requireNonNull(label, "label");
        }
    }

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

    /**
     * Closes an index that is no longer needed, and deletes what it keeps elsewhere, such as vectors on a server. Files that {@link #save}
     * wrote stay, and cannot be loaded any more if they refer to that. Default: closes it.
     *
     * @throws IllegalArgumentException if another factory made it
     * @throws IOException if what it keeps cannot be deleted
     */
    default void drop(NeighborIndex index) throws IOException {
        index.close();
    }
}
