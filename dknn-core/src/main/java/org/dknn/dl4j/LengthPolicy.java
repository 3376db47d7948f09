package org.dknn.dl4j;

/**
 * How long a network sees a text of n tokens. Training examples and queries must be encoded by the same policy.
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

    /** As long as it is: for networks that read any length, such as recurrent ones and padded convolutions. */
    public static LengthPolicy natural() {
        return new LengthPolicy(1, Integer.MAX_VALUE);
    }

    /** Padded to a length if shorter: for convolutions that need at least as many tokens as their kernel is wide. */
    public static LengthPolicy minimum(int length) {
        return new LengthPolicy(length, Integer.MAX_VALUE);
    }

    /**
     * Padded or cut to a length: for networks that were trained on such texts. What is cut off is not seen by the network and
     * has no part in an explanation.
     */
    public static LengthPolicy fixed(int length) {
        return new LengthPolicy(length, length);
    }

    /** Length, in tokens, of a text of so many tokens as the network sees it; at least 1. */
    public int length(int tokens) {
        return Math.min(Math.max(tokens, minimum), maximum);
    }

    @Override
    public String toString() {
        return maximum == minimum ? "fixed " + minimum : minimum == 1 ? "natural" : "minimum " + minimum;
    }
}
