package org.dknn.cli.evaluation;

/** Whether a network was seen to beat the majority class. */
public enum Learned {
    /** By more than chance. */
    YES,
    /** By no more than chance. */
    NO,
    /** It was not looked at, or on too few texts. */
    UNKNOWN
}
