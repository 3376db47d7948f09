package org.dknn;

/**
 * What was measured and is saved with a classifier.
 *
 * @param limits of the values of words, on held-out examples
 * @param hitRates of verdicts, on held-out examples
 * @param labelChecks of the reference examples
 */
record Measured(ValueLimits limits, HitRates hitRates, LabelChecks labelChecks) {

    /** Nothing yet. */
    static Measured nothing() {
        return new Measured(ValueLimits.none(), HitRates.none(), LabelChecks.none());
    }

    Measured with(ValueLimits limits) {
        return new Measured(limits, hitRates, labelChecks);
    }

    Measured with(HitRates hitRates) {
        return new Measured(limits, hitRates, labelChecks);
    }

    Measured with(LabelChecks labelChecks) {
        return new Measured(limits, hitRates, labelChecks);
    }
}
