package org.dknn.dl4j;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
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

    /**
     * The input that is run as a check before any other, unless one is given. Default: {@link #blank}. Encoders that may
     * answer differently each time give one that shows it.
     */
    default I example() {
        return blank();
    }

    /**
     * Largest number of a word per network input, so that a network whose embedding has no such row is refused at once.
     * Default: none, for encoders of other things than numbers, or where they are not known.
     */
    default List<Optional<LargestId>> largestIds() {
        return List.of();
    }

    /**
     * Words that the network does not see as such, one set of positions per text of an input: no vocabulary has them, or
     * they are cut off. Default: none are known, an empty list.
     */
    default List<BitSet> unseen(I input) {
        return List.of();
    }

    /** Codec of inputs as text. */
    InputCodec<I> codec();

    /** An encoder for networks with several inputs, each of which reads the same text in its own way. */
    static <I> InputEncoder<I> joined(List<InputEncoder<I>> encoders) {
        return new JoinedEncoder<>(encoders);
    }

    /**
     * The largest number that an encoder gives.
     *
     * @param id the number, from 0
     * @param word what has it, for messages: a word in quotes, or "the padding"
     */
    record LargestId(int id, String word) {}
}
