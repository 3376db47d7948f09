package org.dknn.dl4j;

/**
 * Length at which a network reads a text of n tokens. Training examples and queries must be encoded by the same policy.
 *
 * <p>A text of no tokens counts as one unknown word under every policy.
 */
public final class LengthPolicy {

    private final int minimum;
    private final int maximum;

    private LengthPolicy(int minimum, int maximum) {
        if (minimum < 1) {
            throw new IllegalArgumentException("a length must be at least 1, got " + minimum);
        }
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /** Unchanged: for networks that read any length, such as recurrent ones and padded convolutions. */
    public static LengthPolicy natural() {
        return new LengthPolicy(1, Integer.MAX_VALUE);
    }

    /** Padded to a minimum length: for convolutions that need at least as many tokens as the width of their kernel. */
    public static LengthPolicy minimum(int length) {
        return new LengthPolicy(length, Integer.MAX_VALUE);
    }

    /**
     * Padded or cut to a length: for networks that were trained on such texts. Tokens that are cut off are not part of
     * an explanation.
     */
    public static LengthPolicy fixed(int length) {
        return new LengthPolicy(length, length);
    }

    /** Length at which the network reads a text of a number of tokens; at least 1. */
    public int length(int tokens) {
        return Math.min(Math.max(tokens, minimum), maximum);
    }

    @Override
    public String toString() {
        return maximum == minimum ? "fixed " + minimum : minimum == 1 ? "natural" : "minimum " + minimum;
    }
}
