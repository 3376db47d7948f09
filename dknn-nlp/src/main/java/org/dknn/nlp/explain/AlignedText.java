package org.dknn.nlp.explain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A training text beside the explained one.
 *
 * @param neighbor the text, with its label and distance
 * @param words its words
 */
public record AlignedText(NeighborText neighbor, List<Word> words) {

    /** Copies the list. */
    public AlignedText {
        words = List.copyOf(words);
    }

    /**
     * A word of the training text.
     *
     * @param word as the network reads it
     * @param isShared whether the explained text has it, too
     */
    public record Word(String word, boolean isShared) {}

    static AlignedText of(NeighborText neighbor, List<String> words, List<String> explained) {
        Set<String> shared = new HashSet<>(explained);
        return new AlignedText(
                neighbor,
                words.stream()
                        .map(word -> new Word(word, shared.contains(word)))
                        .toList());
    }
}
