package org.dknn.nlp.attribution;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many inputs go through the classifier together, and whether there is time for more. Not safe for use by many threads. */
final class Pace {

    /** Fewer at once would cost more each. */
    static final int FEWEST = 16;

    /** Most inputs at once, which bounds memory. */
    static final int MOST = 4_096;

    private final LongSupplier nanos;
    private final long start;
    private final long time;
    private double nanosPerInput = Double.POSITIVE_INFINITY;

    private Pace(LongSupplier nanos, long time) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.time = time;
    }

    /** Any time. */
    static Pace unhurried() {
        return new Pace(() -> 0, Long.MAX_VALUE);
    }

    /** A time from now on; of more than 292 years it takes 292. */
    static Pace within(Duration time, LongSupplier nanos) {
        boolean isLong = time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0;
        return new Pace(nanos, isLong ? Long.MAX_VALUE : time.toNanos());
    }

    /** Whether there is any time. */
    boolean isUnhurried() {
        return time == Long.MAX_VALUE;
    }

    private long left() {
        return time - (nanos.getAsLong() - start);
    }

    boolean isOver() {
        return !isUnhurried() && left() <= 0;
    }

    /** How many inputs are expected to take half of the time that is left, within bounds. */
    int inputsTogether() {
        return isUnhurried() ? MOST : (int) Math.max(FEWEST, Math.min(MOST, left() / (2 * nanosPerInput)));
    }

    /** The time now, for {@link #tookSince}. */
    long now() {
        return nanos.getAsLong();
    }

    /** Notes that a number of inputs, at least one, has been predicted. */
    void tookSince(long before, int inputs) {
        nanosPerInput = (double) (nanos.getAsLong() - before) / inputs;
    }
}
