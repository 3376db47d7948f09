package org.dknn.nlp.perturb;

import java.util.List;

/**
 * What stands in the place of words that are taken away; a lambda will do. Which words go together is said by {@link
 * FeatureGroups}. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Perturbation {

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

    /**
     * The text without some of its words. Default: they are removed one by one, the last one first, so that what
     * {@link #remove} does may not touch the words before.
     *
     * @param words the whole text; not changed
     * @param positions of the words, rising
     */
    default List<String> removeAll(List<String> words, List<Integer> positions) {
        List<String> rest = words;
        for (int i = positions.size() - 1; i >= 0; i--) {
            rest = remove(rest, positions.get(i));
        }
        return rest;
    }

    /**
     * The texts that stand for the one without some of its words, at least one; their scores are averaged. Default: one.
     *
     * @param words the whole text; not changed
     * @param positions of the words, rising
     */
    default List<List<String>> variants(List<String> words, List<Integer> positions) {
        return List.of(removeAll(words, positions));
    }

    /** Deletes words, so that what stands around them become neighbors; the papers' choice. */
    static Perturbation delete() {
        return new Deletion();
    }

    /**
     * Puts a word in the place of each, such as a mask that the network knows, or {@code TokenIds.ZERO_WORD} and {@code
     * TokenIds.MEAN_WORD}, which are a vector of zeros and the mean of all words to an {@code ExtendedEmbedding}.
     */
    static Perturbation replaceBy(String word) {
        return new Replacement(word);
    }

    /** Puts an unknown word in the place of each. */
    static Perturbation replaceByUnknown() {
        return replaceBy(UNKNOWN_WORD);
    }

    /**
     * Puts words in the place of each that are drawn as often as they are used, and averages over several draws. The draws
     * depend on the seed, the text and the place alone.
     *
     * @param frequencies of the words, such as those of the reference set
     * @param draws number of texts for each removal, at least 1
     * @param seed of the draws
     */
    static Perturbation replaceByDraws(WordFrequencies frequencies, int draws, long seed) {
        return new DrawnWords(frequencies, draws, seed);
    }
}
