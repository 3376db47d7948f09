package org.dknn.nlp.explain;

import java.util.List;
import org.dknn.conformal.LabelVotes;

/**
 * What one layer finds similar to the explained text.
 *
 * @param layer its name
 * @param votes of all its k neighbors
 * @param nearest the first few of them, nearest first
 */
public record LayerNeighbors(String layer, LabelVotes votes, List<NeighborText> nearest) {

    /** Copies the list. */
    public LayerNeighbors {
        nearest = List.copyOf(nearest);
    }
}
