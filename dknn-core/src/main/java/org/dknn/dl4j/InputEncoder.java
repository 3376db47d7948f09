package org.dknn.dl4j;

import java.util.List;
import org.dknn.activation.InputCodec;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns inputs into what a network reads. Implementations are safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface InputEncoder<I> {

    /**
     * The lengths of an input as the network will see it, one a network input: a text of 20 tokens has {@code [20]}, a pair
     * of texts {@code [20, 12]}. Only inputs of equal lengths share a batch, so nothing is ever padded to fit a neighbor.
     *
     * @throws IllegalArgumentException if the input cannot be read
     */
    List<Integer> lengths(I input);

    /**
     * Encodes a batch.
     *
     * @param inputs at least one, all of equal {@link #lengths}
     * @return one array a network input, {@code [inputs.size() x ...]}
     */
    List<INDArray> encode(List<I> inputs);

    /** The input without content, such as a text without words; every network must be able to read it. */
    I blank();

    /** How inputs are written as text and read back. */
    InputCodec<I> codec();
}
