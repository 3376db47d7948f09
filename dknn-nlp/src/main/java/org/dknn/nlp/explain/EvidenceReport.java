package org.dknn.nlp.explain;

import java.util.List;
import java.util.Optional;

/**
 * What stands behind an explanation: which neighbors each word holds, the training texts of the predicted class and of the
 * nearest other one, and what would have to go for another prediction.
 *
 * @param explanation what it is about
 * @param words one a token
 * @param layers one a layer
 * @param counterfactual none if no set of words that was tried moves the prediction
 */
public record EvidenceReport(
        Explanation explanation,
        List<WordEvidence> words,
        List<LayerTexts> layers,
        Optional<Counterfactual> counterfactual) {

    /** Copies the lists. */
    public EvidenceReport {
        words = List.copyOf(words);
        layers = List.copyOf(layers);
    }
}
