package org.dknn.bench.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dknn.Dataset;

/** Phrases to train on that give nothing away of sentences that are held out. */
final class PhraseSelection {

    private PhraseSelection() {}

    /**
     * Leaves out the held-out sentences themselves, and all phrases that occur in one of them and in no kept sentence.
     *
     * @return the remaining phrases, then the kept sentences once more
     */
    static Dataset<List<String>> without(
            Dataset<List<String>> heldOut, Dataset<List<String>> kept, Dataset<List<String>> phrases) {
        Set<String> theirs = pieces(heldOut);
        theirs.removeAll(pieces(kept));
        heldOut.inputs().forEach(words -> theirs.add(String.join(" ", words)));
        int[] open = IntStream.range(0, phrases.size())
                .filter(i -> !theirs.contains(String.join(" ", phrases.inputs().get(i))))
                .toArray();
        return joined(phrases.select(open), kept);
    }

    /** All runs of words of all sentences. */
    private static Set<String> pieces(Dataset<List<String>> sentences) {
        Set<String> pieces = new HashSet<>();
        for (List<String> words : sentences.inputs()) {
            for (int start = 0; start < words.size(); start++) {
                for (int end = start + 1; end <= words.size(); end++) {
                    pieces.add(String.join(" ", words.subList(start, end)));
                }
            }
        }
        return pieces;
    }

    private static Dataset<List<String>> joined(Dataset<List<String>> first, Dataset<List<String>> second) {
        List<List<String>> inputs = new ArrayList<>(first.inputs());
        inputs.addAll(second.inputs());
        int[] labels = IntStream.concat(IntStream.of(first.labels()), IntStream.of(second.labels()))
                .toArray();
        return Dataset.of(inputs, labels, first.labelSet());
    }
}
