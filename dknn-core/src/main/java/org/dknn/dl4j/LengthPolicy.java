package org.dknn.dl4j;

import java.util.Objects;

/**
 * Length at which a network reads a text of n tokens, and on which side a text is padded or cut. Training examples and
 * queries must be encoded by the same policy. Immutable.
 *
 * <p>A text of no tokens counts as one unknown word under every policy. By default padding stands behind a text, and
 * its end is cut off; Keras pads and cuts in front.
 */
public final class LengthPolicy {

    private final int minimum;
    private final int maximum;
    private final boolean paddedInFront;
    private final boolean cutInFront;

    private LengthPolicy(int minimum, int maximum, boolean paddedInFront, boolean cutInFront) {
        if (minimum < 1 || maximum < 1) {
            throw new IllegalArgumentException("a length must be at least 1, got " + Math.min(minimum, maximum));
        }
        this.minimum = minimum;
        this.maximum = maximum;
        this.paddedInFront = paddedInFront;
        this.cutInFront = cutInFront;
    }

    /** Unchanged: for networks that read any length, such as recurrent ones and padded convolutions. */
    public static LengthPolicy natural() {
        return new LengthPolicy(1, Integer.MAX_VALUE, false, false);
    }

    /** Padded to a minimum length: for convolutions that need at least as many tokens as the width of their kernel. */
    public static LengthPolicy minimum(int length) {
        return new LengthPolicy(length, Integer.MAX_VALUE, false, false);
    }

    /** Cut to a maximum length, and never padded: for networks that were trained on the beginnings of long texts. */
    public static LengthPolicy atMost(int length) {
        return new LengthPolicy(1, length, false, false);
    }

    /**
     * Padded or cut to a length: for networks that were trained on such texts. Tokens that are cut off are not part of
     * an explanation.
     */
    public static LengthPolicy fixed(int length) {
        return new LengthPolicy(length, length, false, false);
    }

    /** The policy with its padding in front of the text. */
    public LengthPolicy paddedInFront() {
        return new LengthPolicy(minimum, maximum, true, cutInFront);
    }

    /** The policy that cuts off the beginning of a text. */
    public LengthPolicy cutInFront() {
        return new LengthPolicy(minimum, maximum, paddedInFront, true);
    }

    /** Length at which the network reads a text of a number of tokens; at least 1. */
    public int length(int tokens) {
        return Math.min(Math.max(tokens, minimum), maximum);
    }

    /** Number of the first token that is read, from 0: above 0 only if the beginning is cut off. */
    public int firstToken(int tokens) {
        return cutInFront ? Math.max(0, tokens - maximum) : 0;
    }

    /** Number behind that of the last token that is read. */
    public int endToken(int tokens) {
        return firstToken(tokens) + Math.min(tokens, maximum);
    }

    /** Position of the first token that is read, from 0: above 0 only if padding stands in front of it. */
    public int firstPosition(int tokens) {
        return paddedInFront ? length(tokens) - Math.min(tokens, maximum) : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LengthPolicy that
                && minimum == that.minimum
                && maximum == that.maximum
                && paddedInFront == that.paddedInFront
                && cutInFront == that.cutInFront;
    }

    @Override
    public int hashCode() {
        return Objects.hash(minimum, maximum, paddedInFront, cutInFront);
    }

    @Override
    public String toString() {
        String range = maximum == minimum
                ? "fixed " + minimum
                : maximum < Integer.MAX_VALUE ? "at most " + maximum : minimum == 1 ? "natural" : "minimum " + minimum;
        return range + (paddedInFront ? ", padded in front" : "") + (cutInFront ? ", cut in front" : "");
    }
}
