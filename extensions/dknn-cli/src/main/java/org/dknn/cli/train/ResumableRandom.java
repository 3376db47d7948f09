package org.dknn.cli.train;

import java.util.Random;

/** A {@link Random}, bit for bit, whose state can be kept and set. Not safe for use by many threads. */
final class ResumableRandom extends Random {

    private static final long serialVersionUID = 1;

    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long MASK = (1L << 48) - 1;

    private long state;

    ResumableRandom(long seed) {
        super(seed);
        state = (seed ^ MULTIPLIER) & MASK;
    }

    /** What the next draws depend on. */
    long state() {
        return state;
    }

    /** Goes on from a state. */
    void resume(long kept) {
        state = kept & MASK;
    }

    /** As {@link Random} lays it down. */
    @Override
    protected int next(int bits) {
        state = (state * MULTIPLIER + 0xBL) & MASK;
        return (int) (state >>> (48 - bits));
    }
}
