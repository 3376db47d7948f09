package org.dknn.nlp.text;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.Utf16;

/**
 * Words and their numbers, from 0 without gaps. Immutable, safe for use by many threads.
 *
 * <p>Number {@value #PADDING} stands for padding and {@value #UNKNOWN} for every word that is not in the vocabulary; words
 * start at 2.
 */
public final class Vocabulary {

    /** Number of the padding beside a text. */
    public static final int PADDING = 0;

    /** Number of all words that are not in the vocabulary. */
    public static final int UNKNOWN = 1;

    private static final String KIND = "vocabulary";
    private static final int VERSION = 1;
    private static final int RESERVED = 2;

    private final List<String> words;
    private final Map<String, Integer> ids;

    private Vocabulary(List<String> words) {
        this.words = List.copyOf(words);
        this.ids = new HashMap<>(2 * words.size());
        for (String word : words) {
            if (ids.put(word, ids.size() + RESERVED) != null) {
                throw new IllegalArgumentException("words must differ, got \"" + word + "\" twice");
            }
        }
    }

    /**
     * Collects the words that occur often enough; of equally frequent ones the alphabetically first comes first.
     *
     * @param texts each as its words
     * @param minimumCount in how many places a word must occur, at least 1; with 2 or more the training texts have unknown
     *     words too, so the network learns what to make of them
     */
    public static Vocabulary build(Iterable<? extends List<String>> texts, int minimumCount) {
        if (minimumCount < 1) {
            throw new IllegalArgumentException("the minimum count must be at least 1, got " + minimumCount);
        }
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(words -> words.forEach(word -> counts.merge(word, 1, Integer::sum)));
        Comparator<Map.Entry<String, Integer>> byCount = Map.Entry.comparingByValue(Comparator.reverseOrder());
        return new Vocabulary(counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= minimumCount)
                .sorted(byCount.thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList());
    }

    /**
     * Words in the order of their numbers, from 2 on: for networks that were trained elsewhere.
     *
     * @throws IllegalArgumentException if a word is there twice
     */
    public static Vocabulary of(List<String> words) {
        return new Vocabulary(words);
    }

    /** Number of words with those of padding and unknown words: the height of an embedding. */
    public int size() {
        return words.size() + RESERVED;
    }

    /** Number of a word; {@value #UNKNOWN} if it is not in the vocabulary. */
    public int id(String word) {
        return ids.getOrDefault(word, UNKNOWN);
    }

    /** Whether a word is in the vocabulary. */
    public boolean contains(String word) {
        return ids.containsKey(word);
    }

    /** All words, by number from 2 on. */
    public List<String> words() {
        return words;
    }

    /** Writes the vocabulary to a file, in place of the one that may be there. */
    public void save(Path file) throws IOException {
        ContainerFile.write(file, KIND, VERSION, out -> {
            out.writeInt(words.size());
            for (String word : words) {
                Utf16.write(out, word);
            }
        });
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws org.dknn.internal.DknnFormatException if the file is damaged, newer or no vocabulary
     */
    public static Vocabulary load(Path file) throws IOException {
        return ContainerFile.read(file, KIND, VERSION, Vocabulary::read);
    }

    private static Vocabulary read(DataInputStream in, int version) throws IOException {
        int size = Utf16.readCount(in);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            words.add(Utf16.read(in));
        }
        return new Vocabulary(words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return "Vocabulary[" + words.size() + " words]";
    }
}
