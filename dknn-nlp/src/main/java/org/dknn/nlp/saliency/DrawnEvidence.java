package org.dknn.nlp.saliency;

import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.conformal.Evidence;

/**
 * A prediction whose reference examples are drawn anew.
 *
 * @param prediction as it was made
 * @param evidence what it would rest on with the drawn examples; its layers may have other numbers of neighbors than k
 * @param key of the draw; the same for all texts of a draw
 */
public record DrawnEvidence(Prediction prediction, Evidence evidence, long key) {

    /** Checks that all parts are there. */
    public DrawnEvidence {
        Objects.requireNonNull(prediction, "prediction");
        Objects.requireNonNull(evidence, "evidence");
    }
}
