package org.dknn.nlp.explain;

import java.util.List;
import java.util.Optional;

/**
 * Training texts that one layer puts near the explained text.
 *
 * @param layer its name
 * @param behind the nearest neighbors that vote for the prediction, nearest first; few are shown
 * @param other the nearest text of any other class, however far; none if there is no other class among the training texts
 */
public record LayerTexts(String layer, List<AlignedText> behind, Optional<AlignedText> other) {

    /** Copies the list. */
    public LayerTexts {
        behind = List.copyOf(behind);
    }
}
