package org.dknn.nlp.corpus;

import java.util.List;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Token;

/**
 * A text of a data set with the saliency of its words.
 *
 * @param words that were scored; of a pair, those of the side that is looked at
 * @param label the true one, at least 0
 * @param saliencies one a method, each with one value a word and all for the same label; at least one
 */
public record ScoredText(List<String> words, int label, List<Attributions> saliencies) {

    /** Copies the lists and checks that they fit each other. */
    public ScoredText {
        words = List.copyOf(words);
        saliencies = List.copyOf(saliencies);
        if (label < 0 || saliencies.isEmpty()) {
            throw new IllegalArgumentException("a scored text needs a label from 0 and at least one saliency, got "
                    + label + " and " + saliencies);
        }
        for (Attributions saliency : saliencies) {
            if (saliency.size() != words.size()
                    || saliency.label() != saliencies.get(0).label()) {
                throw new IllegalArgumentException("saliencies must be of " + words.size() + " words and for label "
                        + saliencies.get(0).label() + ", got " + saliency);
            }
        }
    }

    /** An explained text, with its true label. */
    public static ScoredText of(Explanation explanation, int label) {
        return new ScoredText(explanation.tokens().stream().map(Token::word).toList(), label, explanation.saliencies());
    }

    /** The label that the words speak for, which is what the classifier predicts unless another one was asked for. */
    public int explainedLabel() {
        return saliencies.get(0).label();
    }
}
