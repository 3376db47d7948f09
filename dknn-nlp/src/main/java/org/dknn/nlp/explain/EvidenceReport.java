package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands behind an explanation of a text: which neighbors each word holds, the training texts of the predicted class and of
 * the nearest other one, and the words without which another class would be predicted.
 *
 * @param explanation of a text
 * @param words one per token
 * @param layers one per layer
 * @param counterfactual empty if no set of words that was tried moves the prediction
 */
public record EvidenceReport(
        Explanation explanation,
        List<WordEvidence> words,
        List<LayerTexts> layers,
        Optional<Counterfactual> counterfactual) {

    /** Copies the lists. */
    public EvidenceReport {
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(counterfactual, "counterfactual");
        words = List.copyOf(words);
        layers = List.copyOf(layers);
    }
}
