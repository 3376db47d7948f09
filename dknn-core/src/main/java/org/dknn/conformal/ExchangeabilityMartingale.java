package org.dknn.conformal;

/**
 * Test martingale that bets against the uniformity of a stream of p-values of true labels. If calibration and test
 * inputs are exchangeable, the probability that its capital ever reaches {@code c} is at most {@code 1 / c}. If the
 * distribution has changed since calibration, the capital grows exponentially.
 *
 * <p>The p-values must be {@link PValueKind#SMOOTHED}, each with its own draw; ties bias the other kinds towards large
 * values. The betting strategy is the simple jumper: three bettors, on small, no and large p-values, among whom a
 * hundredth of the capital is redistributed at each step. Safe for use by many threads; p-values count in the order of
 * the calls.
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
     * A martingale with a bound on false alarms.
     *
     * @param falseAlarms probability of ever raising a false alarm, in {@code (0, 1)}
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
     * @return the capital after the bet; it starts at 1
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

    /** Current capital; 1 at the start. */
    public synchronized double capital() {
        return capital[0] + capital[1] + capital[2];
    }

    /** Number of p-values so far. */
    public synchronized long observed() {
        return observed;
    }

    /** Whether the capital has ever reached 1 divided by the false alarm rate. */
    public synchronized boolean isRinging() {
        return highest >= threshold;
    }

    @Override
    public synchronized String toString() {
        return "ExchangeabilityMartingale[capital " + capital() + " after " + observed
                + (isRinging() ? ", ringing]" : "]");
    }
}
