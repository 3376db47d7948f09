package org.dknn.nlp.explain;

import java.util.List;

/**
 * Words without which a text is predicted to be of another class.
 *
 * @param positions theirs, rising; at least one, and at least one word remains
 * @param label that is predicted without them
 * @param isSmallest whether all sets of fewer of these words were tried and none moves the prediction; if not, there are too
 *     many of them
 */
public record Counterfactual(List<Integer> positions, int label, boolean isSmallest) {

    /** Copies the list. */
    public Counterfactual {
        positions = List.copyOf(positions);
    }
}
