package org.dknn.activation;

import java.util.List;
import org.dknn.vector.FloatMatrix;

/**
 * Access to a network behind its embedding: the vectors of an input, the output for other vectors in their place, and
 * its gradients.
 *
 * <p>Dropout and noise are off, as in prediction. Results do not depend on other inputs of a call, up to rounding.
 * Implementations are safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface GradientExtractor<I> {

    /** Number of classes of the output. */
    int classes();

    /**
     * The vectors of an input's tokens as the network reads them, padded and cut off as by its encoder. The texts of an
     * input follow each other.
     *
     * @return {@code [tokens x width]}
     * @throws IllegalArgumentException if the input cannot be read
     */
    FloatMatrix embeddings(I input);

    /**
     * How many rows of {@link #embeddings} belong to each text of an input: one number for a text, two for a pair.
     * Default: one text.
     *
     * @throws IllegalArgumentException if the input cannot be read
     */
    default List<Integer> lengths(I input) {
        return List.of(embeddings(input).rows());
    }

    /**
     * Runs the network with other vectors in place of an input's embeddings.
     *
     * @param input provides the lengths and any other inputs of the network
     * @param embeddings any number, each of the shape of {@link #embeddings}
     * @return the class probabilities, {@code [embeddings x classes]}
     * @throws IllegalArgumentException if a shape is wrong
     */
    FloatMatrix probabilities(I input, List<FloatMatrix> embeddings);

    /**
     * Runs the network as {@link #probabilities} does, then backwards.
     *
     * @param output the output to differentiate
     * @return one gradient per element of {@code embeddings}, in their order
     * @throws IllegalArgumentException if a shape is wrong, there is no such class, or a gradient is not finite
     */
    List<ClassGradient> gradients(I input, List<FloatMatrix> embeddings, ClassOutput output);
}
