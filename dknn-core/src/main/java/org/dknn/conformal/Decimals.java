package org.dknn.conformal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Arithmetic of levels and rates, each read as the decimal it was written as: {@code 1 - .9} is .1, where doubles have
 * .09999999999999998.
 *
 * <p>A p-value {@code c / (n + 1)} is the double nearest to that fraction, and so is each number here to its decimal. Rounding keeps
 * their order and makes equal numbers equal, so comparing them decides as integers would.
 */
final class Decimals {

    private Decimals() {}

    /** The double nearest to {@code 1 - number}. */
    static double complement(double number) {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(number)).doubleValue();
    }

    /** The least n with {@code 1 / (n + 1) <= rate}; at most the largest integer. */
    static int fewestFor(double rate) {
        BigDecimal least = BigDecimal.ONE.divide(BigDecimal.valueOf(rate), 0, RoundingMode.CEILING);
        return least.subtract(BigDecimal.ONE)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValue();
    }
}
