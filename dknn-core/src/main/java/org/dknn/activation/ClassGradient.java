package org.dknn.activation;

import org.dknn.vector.FloatMatrix;

/**
 * A number of a network's output and its gradient.
 *
 * @param value the number
 * @param gradient how it changes with each entry of the embedding, {@code [tokens x width]}, finite
 */
public record ClassGradient(double value, FloatMatrix gradient) {

    /**
     * Checks that all is finite.
     *
     * @throws IllegalArgumentException if it is not
     */
    public ClassGradient {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the output of the network must be finite, got " + value);
        }
        gradient.requireFinite("gradients of the embedding");
    }
}
