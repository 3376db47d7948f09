package org.dknn.activation;

import java.util.List;
import org.dknn.vector.FloatMatrix;

/**
 * Runs inputs through a trained network and keeps what one layer makes of each step: of each word with the words around it.
 *
 * <p>The activations of an input do not depend on the inputs beside it or before it, up to rounding (about 1e-6).
 * Implementations are safe for use by many threads.
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
     * @return one matrix an input, in the order of the inputs: {@code [steps x channels]}, finite, with at least one step and
     *     always as many channels
     * @throws IllegalArgumentException if an input cannot be read, or an activation is not finite
     */
    List<FloatMatrix> extract(List<I> inputs);

    /**
     * Each step beside the steps around it: their vectors one after the other, in their order. So windows of an embedding know
     * which words stand together. What is before the first step and behind the last is zeros.
     *
     * @param width steps of a window, at least 1; of an even one one more lies behind the step than before it
     */
    default StepExtractor<I> windows(int width) {
        return new StepWindows<>(this, width);
    }
}
