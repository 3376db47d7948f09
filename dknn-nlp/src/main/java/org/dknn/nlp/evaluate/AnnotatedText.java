package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.Optional;

/**
 * A text to evaluate explanations on.
 *
 * @param words of the text
 * @param labels what people said of each word, if they did
 */
public record AnnotatedText(List<String> words, Optional<HumanLabels> labels) {

    /** Copies the words and checks that each has a label, if any has. */
    public AnnotatedText {
        words = List.copyOf(words);
        int size = words.size();
        labels.ifPresent(human -> {
            if (human.size() != size) {
                throw new IllegalArgumentException(
                        "needs a human label for each of " + size + " words, got " + human.size());
            }
        });
    }

    /** A text without human labels. */
    public static AnnotatedText of(List<String> words) {
        return new AnnotatedText(words, Optional.empty());
    }

    /** A text with human labels, one a word. */
    public static AnnotatedText of(List<String> words, HumanLabels labels) {
        return new AnnotatedText(words, Optional.of(labels));
    }
}
