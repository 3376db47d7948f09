package org.dknn.nlp.attribution;

/**
 * Where a value lies, as far as the data tell.
 *
 * @param low end, finite
 * @param high end, finite, not below {@code low}
 */
public record Interval(double low, double high) {

    /** Checks the ends. */
    public Interval {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("an interval must be finite and in order, got " + low + " to " + high);
        }
    }

    /** Whether it holds 0, so that the data do not tell whether the word speaks for or against the class, or at all. */
    public boolean holdsZero() {
        return low <= 0 && high >= 0;
    }
}
