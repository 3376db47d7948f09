package org.dknn.nlp.attribution;

import java.util.List;

/**
 * An input as the words of its segments: one segment for a text, two for a pair. What a {@link Plan} asks to be predicted.
 *
 * @param segments at least one, each any number of words
 */
public record Variant(List<List<String>> segments) {

    /** Copies the lists. */
    public Variant {
        segments = segments.stream().map(List::copyOf).toList();
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("an input needs at least one segment, got none");
        }
    }

    /** A text. */
    public static Variant of(List<String> words) {
        return new Variant(List.of(words));
    }

    /** Words of a segment, numbered from 0. */
    public List<String> words(int segment) {
        return segments.get(segment);
    }

    /** Number of words in all segments. */
    public int size() {
        int size = 0;
        for (List<String> words : segments) {
            size += words.size();
        }
        return size;
    }
}
