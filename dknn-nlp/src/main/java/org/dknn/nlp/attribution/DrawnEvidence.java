package org.dknn.nlp.attribution;

import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.conformal.NeighborStatistics;

/**
 * A prediction whose reference examples are drawn anew.
 *
 * @param prediction as it was made
 * @param evidence what it would rest on with the drawn examples; its layers may have other numbers of neighbors than k
 * @param key of the draw; the same for all texts of a draw
 */
public record DrawnEvidence(Prediction prediction, NeighborStatistics evidence, long key) {

    /** Checks that all parts are there. */
    public DrawnEvidence {
        Objects.requireNonNull(prediction, "prediction");
        Objects.requireNonNull(evidence, "evidence");
    }
}
