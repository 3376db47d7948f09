package org.dknn.nlp.saliency;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes the text that remains when one word is taken away. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface RemovalStrategy {

    /** A word that no vocabulary holds: a code point that Unicode keeps out of texts. */
    String UNKNOWN_WORD = "\uFDD0";

    /**
     * The text without one word.
     *
     * @param words the whole text; not changed
     * @param position of the word, in {@code 0..words.size() - 1}
     * @return a list that may have another length
     */
    List<String> remove(List<String> words, int position);

    /** Deletes the word, so that the words around it become neighbors; the papers' choice. */
    static RemovalStrategy delete() {
        return (words, position) -> {
            Objects.checkIndex(position, words.size());
            List<String> rest = new ArrayList<>(words.size() - 1);
            rest.addAll(words.subList(0, position));
            rest.addAll(words.subList(position + 1, words.size()));
            return List.copyOf(rest);
        };
    }
}
