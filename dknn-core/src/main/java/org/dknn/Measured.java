package org.dknn;

/**
 * What was measured on held-out examples and is saved with a classifier.
 *
 * @param limits of the values of words
 * @param hitRates of verdicts
 */
record Measured(ValueLimits limits, HitRates hitRates) {

    /** Nothing yet. */
    static Measured nothing() {
        return new Measured(ValueLimits.none(), HitRates.none());
    }
}
