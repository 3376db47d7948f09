package org.dknn.activation;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Runs inputs through a trained network and keeps what chosen layers made of them.
 *
 * <p>The activations of an input do not depend on the inputs beside it or before it, up to rounding (about 1e-6).
 * Implementations are safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface ActivationExtractor<I> {

    /** Names of the chosen layers, in the order of the activations; at least one, none twice. */
    List<String> layers();

    /** How inputs are written as text and read back; for saving. */
    InputCodec<I> codec();

    /** Tells the network from every other: equal for networks with the same layers and the same weights. */
    String fingerprint();

    /**
     * Computes the activations of inputs.
     *
     * @param inputs any number, in any order
     * @param progress is told how many inputs more are done, once in a while and maybe from several threads
     * @return one row an input, in the order of the inputs
     * @throws IllegalArgumentException if an input cannot be read, or an activation is not finite
     */
    Activations extract(List<I> inputs, IntConsumer progress);

    /** Computes the activations of inputs, without telling its progress. */
    default Activations extract(List<I> inputs) {
        return extract(inputs, done -> {});
    }
}
