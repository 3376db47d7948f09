package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Batches of inputs of equal lengths, with a limit on rows and on tokens.
 *
 * <p>In most networks over sequences, DL4J computes other activations for a padded sentence, even under a correct mask.
 */
final class Batches {

    /** Limit on rows times tokens of a batch; bounds the memory of very long texts. */
    static final int MAX_TOKENS = 16_384;

    private Batches() {}

    /**
     * Runs work on each batch, several at the same time.
     *
     * @param work takes the positions of a batch, and its inputs
     */
    static <I> void forEach(List<I> inputs, InputEncoder<I> encoder, int maxRows, BiConsumer<int[], List<I>> work) {
        plan(inputs, encoder, maxRows).stream()
                .parallel()
                .forEach(positions -> work.accept(
                        positions,
                        Arrays.stream(positions).mapToObj(inputs::get).toList()));
    }

    /** Positions of the inputs of each batch, in rising order within it. */
    static <I> List<int[]> plan(List<I> inputs, InputEncoder<I> encoder, int maxRows) {
        Map<List<Integer>, List<Integer>> byLengths = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            byLengths
                    .computeIfAbsent(encoder.lengths(inputs.get(i)), lengths -> new ArrayList<>())
                    .add(i);
        }
        List<int[]> batches = new ArrayList<>();
        byLengths.forEach((lengths, positions) -> {
            int tokens = Math.max(1, lengths.stream().mapToInt(length -> length).sum());
            int rows = Math.max(1, Math.min(maxRows, MAX_TOKENS / tokens));
            for (int start = 0; start < positions.size(); start += rows) {
                batches.add(positions.subList(start, Math.min(positions.size(), start + rows)).stream()
                        .mapToInt(position -> position)
                        .toArray());
            }
        });
        return batches;
    }
}
