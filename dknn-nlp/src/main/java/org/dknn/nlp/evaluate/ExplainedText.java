package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;

/**
 * An explanation to be judged.
 *
 * @param text with human labels, or without
 * @param prediction of the whole text
 * @param saliency of each of its words
 * @param scorer that the saliency is by
 */
public record ExplainedText(AnnotatedText text, Prediction prediction, Attributions saliency, Attribution scorer) {

    /** Checks that all parts are there and that each word has a saliency. */
    public ExplainedText {
        Objects.requireNonNull(prediction, "prediction");
        Objects.requireNonNull(scorer, "scorer");
        if (saliency.size() != text.words().size()) {
            throw new IllegalArgumentException("saliency by " + saliency.method() + " must have a value for each of "
                    + text.words().size() + " words, got " + saliency.size());
        }
    }

    /** The words of the text. */
    public List<String> words() {
        return text.words();
    }

    /** Number of words. */
    public int size() {
        return saliency.size();
    }

    /** The label that the saliency speaks for; changed texts are scored for it too, whatever they are predicted to be. */
    public int label() {
        return saliency.label();
    }
}
