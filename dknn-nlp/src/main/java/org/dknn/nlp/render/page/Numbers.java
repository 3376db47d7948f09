package org.dknn.nlp.render.page;

import java.util.Locale;

/** Numbers as text, everywhere with a point and in the same number of digits. */
public final class Numbers {

    private Numbers() {}

    /** A share, p-value or probability, such as {@code 0.981}. */
    public static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** A distance: four digits that count. */
    public static String distance(double value) {
        return String.format(Locale.ROOT, value != 0 && Math.abs(value) < 0.001 ? "%.2e" : "%.3f", value);
    }

    /** A value with its sign, such as {@code +0.120} or, where three places are too few, {@code -2.0e-05}; 0 for none. */
    public static String signed(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 0.0005 ? "%+.1e" : "%+.3f", value);
    }
}
