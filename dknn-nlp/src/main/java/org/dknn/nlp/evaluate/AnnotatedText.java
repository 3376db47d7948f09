package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Target;

/**
 * A text to evaluate explanations on, or one segment of a pair, whose other segment stays as it is.
 *
 * @param features the words that are explained
 * @param labels what people said of each of these words, if they did
 * @param target the class that is explained; the predicted one if empty
 */
public record AnnotatedText(Features features, Optional<HumanLabels> labels, Optional<Target> target) {

    /** Checks that all parts are there and that each word has a label if any has. */
    public AnnotatedText {
        Objects.requireNonNull(target, "target");
        int size = features.words().size();
        labels.ifPresent(human -> {
            if (human.size() != size) {
                throw new IllegalArgumentException(
                        "needs a human label for each of " + size + " words, got " + human.size());
            }
        });
    }

    /** A text without human labels. */
    public static AnnotatedText of(List<String> words) {
        return of(Features.of(words));
    }

    /** A text with human labels, one per word. */
    public static AnnotatedText of(List<String> words, HumanLabels labels) {
        return of(Features.of(words), labels);
    }

    /** A segment of an input, without human labels. */
    public static AnnotatedText of(Features features) {
        return new AnnotatedText(features, Optional.empty(), Optional.empty());
    }

    /** A segment of an input with human labels, one per word of the segment. */
    public static AnnotatedText of(Features features, HumanLabels labels) {
        return new AnnotatedText(features, Optional.of(labels), Optional.empty());
    }

    /** The same with another class to explain, such as the one that people gave to the text and justified by their labels. */
    public AnnotatedText withTarget(Target target) {
        return new AnnotatedText(features, labels, Optional.of(target));
    }

    /** The words that are explained. */
    public List<String> words() {
        return features.words();
    }
}
