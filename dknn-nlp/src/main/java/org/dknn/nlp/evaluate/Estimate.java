package org.dknn.nlp.evaluate;

/**
 * A mean over texts, and how sure it is.
 *
 * @param mean over the texts that have a value
 * @param low end of the 95 % interval
 * @param high end of the interval
 * @param count number of texts that have a value, at least 1
 */
public record Estimate(double mean, double low, double high, int count) {

    /** Whether the interval leaves out 0. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
