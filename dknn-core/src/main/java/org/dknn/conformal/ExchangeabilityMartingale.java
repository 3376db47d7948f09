package org.dknn.conformal;

/**
 * Watches p-values of true labels as they come, and bets against their being uniform: a test martingale. When calibration and
 * test inputs are exchangeable its capital stays small: it ever reaches {@code c} with probability at most {@code 1 / c}. When
 * the world has moved away from the calibration set, capital grows exponentially.
 *
 * <p>The p-values must be {@link PValueKind#SMOOTHED}, each with a draw of its own; the others have ties and lean to large
 * values, against which it would win. The bets are the simple jumper: three bettors, on small, no and large p-values, between
 * whom a hundredth of the capital is shared anew at each step. Safe for use by many threads; order then is that of the calls.
 *
 * <p>Source: Vovk, Petej, Nouretdinov, Ahlberg, Carlsson and Gammerman (2021), Retrain or not retrain: conformal test
 * martingales for change-point detection, Algorithm 1.
 */
public final class ExchangeabilityMartingale {

    private static final double SHARED = 0.01;
    private static final double CEILING = 1e300;

    private final double threshold;
    private final double[] capital = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    private long observed;
    private double highest = 1;

    private ExchangeabilityMartingale(double threshold) {
        this.threshold = threshold;
    }

    /**
     * An alarm with a bound on false alarms.
     *
     * @param falseAlarms probability of ever ringing without reason, in {@code (0, 1)}
     */
    public static ExchangeabilityMartingale withFalseAlarmRate(double falseAlarms) {
        if (!(falseAlarms > 0 && falseAlarms < 1)) {
            throw new IllegalArgumentException("the rate of false alarms must be in (0, 1), got " + falseAlarms);
        }
        return new ExchangeabilityMartingale(1 / falseAlarms);
    }

    /**
     * Bets on one p-value.
     *
     * @param pValue smoothed, of a true label, in {@code [0, 1]}
     * @return the capital after it, from 1 at the start
     */
    public synchronized double observe(double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-values must be in [0, 1], got " + pValue);
        }
        double shared = SHARED * capital() / 3;
        for (int bettor = 0; bettor < 3; bettor++) {
            double kept = (1 - SHARED) * capital[bettor] + shared;
            capital[bettor] = Math.min(CEILING, kept * (1 + (bettor - 1) * (pValue - 0.5)));
        }
        observed++;
        highest = Math.max(highest, capital());
        return capital();
    }

    /** The capital now; 1 at the start. */
    public synchronized double capital() {
        return capital[0] + capital[1] + capital[2];
    }

    /** How many p-values were seen. */
    public synchronized long observed() {
        return observed;
    }

    /** Whether the capital has ever reached 1 over the rate of false alarms. */
    public synchronized boolean isRinging() {
        return highest >= threshold;
    }

    @Override
    public synchronized String toString() {
        return "ExchangeabilityMartingale[capital " + capital() + " after " + observed
                + (isRinging() ? ", ringing]" : "]");
    }
}
