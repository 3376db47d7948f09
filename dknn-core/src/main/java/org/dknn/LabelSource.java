package org.dknn;

/** Which label a reference example votes for. */
public enum LabelSource {
    /** The one it was given: the papers' choice, and the default. */
    GIVEN,

    /**
     * The one the network gives it, right or wrong. Neighbors then speak for what the network does rather than for what is
     * true; a variant described in the authors' article on the method. Calibration keeps the given labels.
     */
    PREDICTED
}
