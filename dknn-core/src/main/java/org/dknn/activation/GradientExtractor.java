package org.dknn.activation;

import java.util.List;
import org.dknn.vector.FloatMatrix;

/**
 * Looks at a network from behind its embedding: the vectors it reads, what it makes of other ones in their place, and how its
 * output changes with them.
 *
 * <p>Dropout and noise play no part: all is as when the network predicts. Answers do not depend on what is asked beside them,
 * up to rounding. Implementations are safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface GradientExtractor<I> {

    /** Number of classes of the output. */
    int classes();

    /**
     * The vectors of an input's tokens, as the network sees them: with padding where its encoder pads, without what it cuts
     * off. The tokens of an input of several texts follow each other.
     *
     * @return {@code [tokens x width]}
     * @throws IllegalArgumentException if the input cannot be read
     */
    FloatMatrix embeddings(I input);

    /**
     * How many rows of {@link #embeddings} belong to each text of an input: one number for a text, two for a pair of texts. If not
     * said otherwise an input is one text.
     *
     * @throws IllegalArgumentException if the input cannot be read
     */
    default List<Integer> lengths(I input) {
        return List.of(embeddings(input).rows());
    }

    /**
     * Runs the network with other vectors in the place of an input's embeddings.
     *
     * @param input tells the lengths, and whatever else the network reads
     * @param embeddings any number, each of the shape of {@link #embeddings}
     * @return the class probabilities, {@code [embeddings x classes]}
     * @throws IllegalArgumentException if a shape is wrong
     */
    FloatMatrix probabilities(I input, List<FloatMatrix> embeddings);

    /**
     * Runs the network as {@link #probabilities} does, and back again.
     *
     * @param output the number whose gradient is wanted
     * @return one gradient an element of {@code embeddings}, in their order
     * @throws IllegalArgumentException if a shape is wrong, there is no such class, or a gradient is not finite
     */
    List<ClassGradient> gradients(I input, List<FloatMatrix> embeddings, ClassOutput output);
}
