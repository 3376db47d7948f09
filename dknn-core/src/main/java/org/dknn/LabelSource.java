package org.dknn;

/** Source of the labels that reference examples vote for. */
public enum LabelSource {
    /** The given labels: the papers' choice and the default. */
    GIVEN,

    /**
     * The labels that the network predicts, right or wrong. Neighbors then describe the network's behavior rather than
     * the truth. A variant from the authors' article on the method. Calibration uses the given labels.
     */
    PREDICTED
}
