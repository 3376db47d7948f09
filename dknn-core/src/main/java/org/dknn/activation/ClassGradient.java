package org.dknn.activation;

import org.dknn.vector.FloatMatrix;

/**
 * Value of one output of a network and its gradient.
 *
 * @param value value of the output
 * @param gradient derivative by each entry of the embedding, {@code [tokens x width]}, finite
 */
public record ClassGradient(double value, FloatMatrix gradient) {

    /**
     * Checks that all values are finite.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    public ClassGradient {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the output of the network must be finite, got " + value);
        }
        gradient.requireFinite("gradients of the embedding");
    }
}
