package org.dknn.activation;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Extracts the activations of selected layers of a trained network.
 *
 * <p>The activations of an input do not depend on other inputs, up to rounding (about 1e-6). Implementations are safe
 * for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface ActivationExtractor<I> {

    /** Names of the selected layers, in the order of the activations; at least one, all different. */
    List<String> layers();

    /** Codec of inputs, for saving. */
    InputCodec<I> codec();

    /** Fingerprint of the network: equal for networks with the same layers and weights, different otherwise. */
    String fingerprint();

    /**
     * Whether the network's output for a word alone tells little about the word in a text, as with transformers, whose
     * vectors of a word depend on those around it. Default: no.
     */
    default boolean isContextual() {
        return false;
    }

    /**
     * Words that the network does not see as such, one set of positions per text of an input: its vocabulary does not
     * have them, or they are cut off. Default: none are known, an empty list.
     */
    default List<BitSet> unseen(I input) {
        return List.of();
    }

    /** The network's embedding of each word, if it has one embedding that gives equal words equal vectors. Default: none. */
    default Optional<StepExtractor<I>> embedding() {
        return Optional.empty();
    }

    /**
     * Computes the activations of inputs.
     *
     * @param inputs any number, in any order
     * @param progress receives the number of further inputs done, at intervals, possibly from several threads
     * @return one row per input, in the order of the inputs
     * @throws IllegalArgumentException if an input cannot be read, or an activation is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays; noticed before each batch
     */
    Activations extract(List<I> inputs, IntConsumer progress);

    /** Computes the activations of inputs without reporting progress. */
    default Activations extract(List<I> inputs) {
        return extract(inputs, done -> {});
    }
}
