package org.dknn.bench.study;

import java.util.Locale;
import java.util.Optional;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;

/** How the studies write numbers. */
final class Shown {

    private Shown() {}

    /** Three digits behind the point and no zero before it. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.equals("-0.000") ? ".000" : text.replaceFirst("^(-?)0\\.", "$1.");
    }

    /** A number with its interval, such as {@code ".812 (.809 to .815)"}. */
    static String interval(String number, double low, double high) {
        return number + " (" + number(low) + " to " + number(high) + ")";
    }

    /** A mean with a mark and its interval; nothing if there is none. */
    static String estimate(Optional<Estimate> estimate, String mark) {
        return estimate.map(own -> interval(number(own.mean()) + mark, own.low(), own.high()))
                .orElse("");
    }
}
