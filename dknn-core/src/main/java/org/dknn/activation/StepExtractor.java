package org.dknn.activation;

import java.util.List;
import org.dknn.vector.FloatMatrix;

/**
 * Extracts one layer's activations per step of a sequence, such as per word.
 *
 * <p>The activations of an input do not depend on other inputs, up to rounding (about 1e-6). Implementations are safe
 * for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface StepExtractor<I> {

    /** Name of the layer. */
    String layer();

    /**
     * Computes the activations of inputs.
     *
     * @param inputs any number, in any order
     * @return one matrix per input, in the order of the inputs: {@code [steps x channels]}, finite, with at least one
     *     step and the same number of channels
     * @throws IllegalArgumentException if an input cannot be read, or an activation is not finite
     */
    List<FloatMatrix> extract(List<I> inputs);

    /**
     * Concatenated vectors of each step and the steps around it, in order. Windows of an embedding thus represent
     * adjacent words. Zeros stand before the first step and after the last.
     *
     * @param width steps per window, at least 1; an even window has one more step after the center than before it
     */
    default StepExtractor<I> windows(int width) {
        return new StepWindows<>(this, width);
    }
}
