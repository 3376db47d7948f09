package org.dknn.nlp.corpus;

import java.util.List;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;

/**
 * A text of a data set with the attributions of its words.
 *
 * @param words that were scored; of a pair, those of one segment
 * @param label the true one, at least 0
 * @param attributions one per method, each with one value per word and all for the same label; at least one
 */
public record ScoredText(List<String> words, int label, List<Attributions> attributions) {

    /** Copies the lists and checks that they fit each other. */
    public ScoredText {
        words = List.copyOf(words);
        attributions = List.copyOf(attributions);
        if (label < 0 || attributions.isEmpty()) {
            throw new IllegalArgumentException(
                    "a scored text needs a label of at least 0 and the values of at least one method, got " + label
                            + " and " + attributions);
        }
        for (Attributions values : attributions) {
            if (values.size() != words.size()
                    || values.label() != attributions.get(0).label()) {
                throw new IllegalArgumentException("attributions by " + values.method() + " must be of " + words.size()
                        + " words and for label " + attributions.get(0).label() + ", got " + values.size()
                        + " words and label " + values.label());
            }
        }
    }

    /**
     * An explained text with its true label.
     *
     * @param explanation of a text, or of one segment of a pair
     * @throws IllegalArgumentException if both segments of a pair are explained
     */
    public static ScoredText of(Explanation explanation, int label) {
        if (explanation.isPair()) {
            throw new IllegalArgumentException("a scored text is one segment, got the explanation of a pair");
        }
        Segment segment = explanation.segments().get(0);
        return new ScoredText(segment.words(), label, segment.attributions());
    }

    /** The label that the words speak for: the predicted one unless another one was asked for. */
    public int explainedLabel() {
        return attributions.get(0).label();
    }
}
