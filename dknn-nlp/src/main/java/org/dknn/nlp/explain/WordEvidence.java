package org.dknn.nlp.explain;

import java.util.List;

/**
 * What becomes of the prediction, and of the neighbors behind it, when one word goes.
 *
 * @param position of the word, from 0
 * @param label that is predicted without it
 * @param changes one a layer
 */
public record WordEvidence(int position, int label, List<NeighborChange> changes) {

    /** Copies the list. */
    public WordEvidence {
        changes = List.copyOf(changes);
    }
}
