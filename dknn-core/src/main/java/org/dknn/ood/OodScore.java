package org.dknn.ood;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.InputCodec;
import org.dknn.activation.StepExtractor;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.index.NeighborIndex;

/**
 * One way to tell how unlike the reference examples an input is. {@link org.dknn.DeepKnn} holds a list of them, each of which is
 * compared with held-out inputs, and combines what they say into one p-value. Implementations are safe for use by many threads;
 * those here depend neither on the order of the reference examples nor on other inputs.
 *
 * @param <I> type of the inputs
 */
public interface OodScore<I> extends AutoCloseable {

    /** Name, other than those of the scores beside it, such as "unknown words". */
    String name();

    /**
     * Scores of inputs.
     *
     * @param statistics of the neighbors of each input
     * @return one per input, none NaN; larger means less like the reference examples
     * @throws IllegalArgumentException if the network cannot read an input
     * @throws IllegalStateException after {@link #close}
     */
    double[] scores(List<I> inputs, List<NeighborStatistics> statistics);

    /** What a large score of an input says, in a few words, such as "7 of 12 words unknown". */
    String reason(I input);

    /** Writes what cannot be made anew of reference inputs and extractor. Default: nothing. */
    default void write(DataOutputStream out) throws IOException {}

    @Override
    default void close() {}

    /**
     * Distance of the k-th neighbor in the first selected layer of a classifier by cosine.
     *
     * @param layer its name
     * @see <a href="https://arxiv.org/abs/2204.06507">Sun, Ming, Zhu and Li (2022)</a>
     */
    static <I> OodScore<I> kthDistance(String layer) {
        return new KthDistance<>(layer);
    }

    /**
     * The same for a classifier by another distance, which needs one more run of the network and one more search per input.
     *
     * @param extractor of the layer, its first
     * @param index of the reference examples in it, by cosine; closed with the score
     * @param k number of the neighbor, from 1
     */
    static <I> OodScore<I> kthDistance(ActivationExtractor<I> extractor, NeighborIndex index, int k) {
        return new SearchedDistance<>(extractor, index, k);
    }

    /**
     * Distance of windows of three words from the nearest window of any reference input, averaged over the words: Euclidean between
     * vectors scaled to length 1, in {@code [0, 2]}. Windows of equal vectors are kept once; of more than 262,144 different ones a
     * part that depends on their content alone.
     *
     * @param embedding of each word
     * @param reference at least one input
     */
    static <I> OodScore<I> windows(StepExtractor<I> embedding, List<I> reference) {
        return new WindowDistance<>(embedding, WindowTable.of(embedding, reference));
    }

    /** Reads what the score by windows wrote. */
    static <I> OodScore<I> readWindows(StepExtractor<I> embedding, DataInputStream in) throws IOException {
        return new WindowDistance<>(embedding, WindowTable.read(in));
    }

    /**
     * Two scores by the words of the reference inputs, in whatever case: the share of the words that none of them has, 0 for an input
     * without words; and the share of the pairs of words, one behind the other, that none of them has, which is the first share for an
     * input without pairs.
     */
    static <I> List<OodScore<I>> unknown(InputCodec<I> words, List<I> reference) {
        KnownWords known = KnownWords.of(words, reference);
        return List.of(new UnknownWords<>(words, known), new UnknownPairs<>(words, known));
    }
}
