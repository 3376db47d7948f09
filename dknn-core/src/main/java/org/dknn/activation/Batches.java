package org.dknn.activation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.dknn.internal.SharedWork;

/**
 * Batches of inputs of equal or near-equal lengths, with a limit on rows and on tokens.
 *
 * <p>In most networks over sequences, DL4J computes other activations for a padded sentence, even under a correct mask:
 * they need equal lengths. Transformers mask padding and may have near-equal ones.
 */
public final class Batches {

    /** Limit on rows times tokens of a batch; bounds the memory of very long texts. */
    public static final int MAX_TOKENS = 16_384;

    /** Inputs of a batch of near-equal lengths are at most this part shorter than its longest, or one token. */
    private static final int NEAR = 8;

    private Batches() {}

    /**
     * Runs work on each batch of inputs of equal lengths, several at the same time: on the calling thread, and on those of the executor of
     * its call or else of the common pool.
     *
     * @param lengths of an input, such as one per text of a pair
     * @param work takes the positions of a batch, rising, and its inputs
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays; noticed before each batch
     */
    public static <I> void forEach(
            List<I> inputs, Function<I, List<Integer>> lengths, int maxRows, BiConsumer<int[], List<I>> work) {
        run(inputs, ofEqualLengths(inputs, lengths, maxRows), work);
    }

    /**
     * Runs work on each batch of inputs of near-equal lengths, several at the same time, the longest first.
     *
     * @param length of an input, 0 or more
     * @param work takes the positions of a batch, shortest input first, and its inputs
     * @throws java.util.concurrent.CancellationException as {@link #forEach}
     */
    public static <I> void forEachNear(
            List<I> inputs, ToIntFunction<I> length, int maxRows, BiConsumer<int[], List<I>> work) {
        run(inputs, ofNearLengths(inputs, length, maxRows), work);
    }

    private static <I> void run(List<I> inputs, List<int[]> batches, BiConsumer<int[], List<I>> work) {
        SharedWork.run(batches.size(), "running the network", batch -> {
            int[] positions = batches.get(batch);
            work.accept(
                    positions, Arrays.stream(positions).mapToObj(inputs::get).toList());
        });
    }

    /** Positions of the inputs of each batch, in rising order within it. */
    public static <I> List<int[]> ofEqualLengths(List<I> inputs, Function<I, List<Integer>> lengths, int maxRows) {
        Map<List<Integer>, List<Integer>> byLengths = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            byLengths
                    .computeIfAbsent(lengths.apply(inputs.get(i)), any -> new ArrayList<>())
                    .add(i);
        }
        List<int[]> batches = new ArrayList<>();
        byLengths.forEach((some, positions) -> {
            int rows = rows(some.stream().mapToInt(length -> length).sum(), maxRows);
            for (int start = 0; start < positions.size(); start += rows) {
                batches.add(positions.subList(start, Math.min(positions.size(), start + rows)).stream()
                        .mapToInt(position -> position)
                        .toArray());
            }
        });
        return batches;
    }

    /** Positions of the inputs of each batch, shortest input first; the batch of the longest inputs first. */
    static <I> List<int[]> ofNearLengths(List<I> inputs, ToIntFunction<I> length, int maxRows) {
        int[] lengths = inputs.stream().mapToInt(length).toArray();
        int[] order = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> lengths[i]))
                .mapToInt(i -> i)
                .toArray();
        List<int[]> batches = new ArrayList<>();
        int end = order.length;
        while (end > 0) {
            int longest = lengths[order[end - 1]];
            int shortest = longest - Math.max(1, longest / NEAR);
            int start = Math.max(0, end - rows(longest, maxRows));
            while (lengths[order[start]] < shortest) {
                start++;
            }
            batches.add(Arrays.copyOfRange(order, start, end));
            end = start;
        }
        return batches;
    }

    private static int rows(int tokens, int maxRows) {
        return Math.max(1, Math.min(maxRows, MAX_TOKENS / Math.max(1, tokens)));
    }
}
