package org.dknn.nlp.evaluate;

import java.util.Arrays;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Rank correlations in {@code [-1, 1]}; 0 where one side is constant, since it then tells nothing of the other. */
final class RankCorrelation {

    private RankCorrelation() {}

    /** Spearman's rho; equal values have the mean of their ranks. */
    static double spearman(double[] first, double[] second) {
        if (isConstant(first) || isConstant(second)) {
            return 0;
        }
        return new SpearmansCorrelation().correlation(plain(first), plain(second));
    }

    /** Kendall's tau-b, which allows for ties on both sides. */
    static double kendall(double[] first, double[] second) {
        if (isConstant(first) || isConstant(second)) {
            return 0;
        }
        return new KendallsCorrelation().correlation(plain(first), plain(second));
    }

    /** Whether all values are equal; so it is with fewer than two. */
    static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /** With one zero, since the library would rank -0.0 below 0.0. */
    private static double[] plain(double[] values) {
        return Arrays.stream(values).map(value -> value + 0.0).toArray();
    }
}
