package org.dknn.cli.evaluation;

import java.util.Locale;
import org.dknn.nlp.evaluate.Estimate;

/** How a mean is written. */
final class Estimates {

    private Estimates() {}

    /** The mean, a mark, and the interval. */
    static String text(Estimate estimate, String mark) {
        return number(estimate.mean()) + mark + " (" + number(estimate.low()) + " to " + number(estimate.high()) + ")";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.equals("-0.000") ? "0.000" : text;
    }
}
