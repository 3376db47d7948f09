package org.dknn.nlp.text;

import java.util.Objects;

/**
 * A word as the network reads it, and where it stands in the text.
 *
 * @param word as the vocabulary knows it; it may differ from the text, for example in case
 * @param start of its characters in the text, {@code [start, end)}
 * @param end at least {@code start}
 */
public record Token(String word, int start, int end) {

    /** Checks the span. */
    public Token {
        Objects.requireNonNull(word, "word");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span needs 0 <= start <= end, got [" + start + ", " + end + ")");
        }
    }
}
