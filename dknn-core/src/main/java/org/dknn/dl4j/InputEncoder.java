package org.dknn.dl4j;

import java.util.List;
import org.dknn.activation.InputCodec;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Encoder of inputs as arrays that a network reads. Implementations are safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface InputEncoder<I> {

    /**
     * Lengths of an input as the network reads it, one per network input: a text of 20 tokens has {@code [20]}, a pair
     * of texts {@code [20, 12]}. Only inputs of equal lengths share a batch, so no input is padded to the length of
     * another.
     *
     * @throws IllegalArgumentException if the input cannot be read
     */
    List<Integer> lengths(I input);

    /**
     * Encodes a batch.
     *
     * @param inputs at least one, all of equal {@link #lengths}
     * @return one array per network input, {@code [inputs.size() x ...]}
     */
    List<INDArray> encode(List<I> inputs);

    /** The empty input, such as a text without words. The network must be able to read it. */
    I blank();

    /** Codec of inputs as text. */
    InputCodec<I> codec();
}
