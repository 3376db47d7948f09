package org.dknn.bench.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dknn.Dataset;

/**
 * A data set in the parts that a study needs.
 *
 * @param name for people, such as {@code "SST-2"}
 * @param training to learn from, and to find neighbors among
 * @param calibration to calibrate on; nothing is learned from it
 * @param dev to choose by
 * @param test to report on
 * @param phrases pieces of sentences with labels of their own; may be empty
 * @param <I> type of the inputs
 */
public record Parts<I>(
        String name, Dataset<I> training, Dataset<I> calibration, Dataset<I> dev, Dataset<I> test, Dataset<I> phrases) {

    /**
     * Phrases that give nothing away of the calibration sentences: neither those themselves nor what occurs in one of them and in no
     * training sentence; then the training sentences once more.
     */
    public static Dataset<List<String>> open(Parts<List<String>> parts) {
        Set<List<String>> theirs = pieces(parts.calibration);
        theirs.removeAll(pieces(parts.training));
        theirs.addAll(parts.calibration.inputs());
        Dataset<List<String>> phrases = parts.phrases.select(IntStream.range(0, parts.phrases.size())
                .filter(i -> !theirs.contains(parts.phrases.inputs().get(i)))
                .toArray());
        List<List<String>> inputs = new ArrayList<>(phrases.inputs());
        inputs.addAll(parts.training.inputs());
        int[] labels = IntStream.concat(IntStream.of(phrases.labels()), IntStream.of(parts.training.labels()))
                .toArray();
        return Dataset.of(inputs, labels, phrases.labelSet());
    }

    /** All runs of words of all sentences. */
    private static Set<List<String>> pieces(Dataset<List<String>> sentences) {
        Set<List<String>> pieces = new HashSet<>();
        for (List<String> words : sentences.inputs()) {
            for (int start = 0; start < words.size(); start++) {
                for (int end = start + 1; end <= words.size(); end++) {
                    pieces.add(words.subList(start, end));
                }
            }
        }
        return pieces;
    }
}
