package org.dknn.reliability;

/** Which of two bins a confidence on the edge between them belongs to. */
public enum BinEdges {
    /** The lower one, {@code (low, high]}, and 0 to the first: that of Guo et al. (2017) and of their code, the default. */
    UPPER_CLOSED,

    /** The upper one, {@code [low, high)}, and 1 to the last: that of histograms in NumPy. */
    LOWER_CLOSED
}
