package org.dknn.nlp.perturb;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** How often words are used. Immutable, safe for use by many threads. */
public final class WordFrequencies {

    private final List<String> words;
    private final long[] cumulated;

    private WordFrequencies(Map<String, Long> counts) {
        if (counts.isEmpty()) {
            throw new IllegalArgumentException("frequencies need at least one word, got none");
        }
        this.words = List.copyOf(counts.keySet());
        this.cumulated = new long[words.size()];
        long sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += counts.getOrDefault(words.get(i), 0L);
            cumulated[i] = sum;
        }
    }

    /**
     * Counts the words of texts, such as {@code dknn.reference().inputs()}; the order of the texts does not matter.
     *
     * @throws IllegalArgumentException if there is no word
     */
    public static WordFrequencies of(Iterable<? extends List<String>> texts) {
        Map<String, Long> counts = new TreeMap<>();
        texts.forEach(text -> text.forEach(word -> counts.merge(word, 1L, Long::sum)));
        return new WordFrequencies(counts);
    }

    /** Draws a word, each as often as it is used. */
    String draw(RandomGenerator random) {
        long place = random.nextLong(cumulated[cumulated.length - 1]);
        int found = Arrays.binarySearch(cumulated, place);
        // word i has the places from the sum before it up to its own, exclusive
        return words.get(found >= 0 ? found + 1 : -found - 1);
    }

    @Override
    public String toString() {
        return "WordFrequencies[" + words.size() + " words, " + cumulated[cumulated.length - 1] + " uses]";
    }
}
