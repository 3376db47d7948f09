package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;

/**
 * An explanation to be judged: the values that one method gives to the words of a text, or of one segment of a pair.
 *
 * @param text the words, and what people said of them
 * @param prediction of the whole input
 * @param attributions one value per word
 * @param method that the values are by
 */
public record ExplainedSegment(
        AnnotatedText text, Prediction prediction, Attributions attributions, Attribution method) {

    /** Checks that all parts are there and that each word has a value. */
    public ExplainedSegment {
        Objects.requireNonNull(prediction, "prediction");
        Objects.requireNonNull(method, "method");
        if (attributions.size() != text.words().size()) {
            throw new IllegalArgumentException("attributions by " + attributions.method()
                    + " must have a value for each of " + text.words().size() + " words, got " + attributions.size());
        }
    }

    /** The explained words. */
    public List<String> words() {
        return text.words();
    }

    /** Number of explained words. */
    public int size() {
        return attributions.size();
    }

    /** A copy of the values, by position. */
    public double[] values() {
        return attributions.values();
    }

    /** The label that positive values speak for. Changed inputs are scored for it too, whatever they are predicted to be. */
    public int label() {
        return attributions.label();
    }
}
