package org.dknn.examples.uncertainty;

import java.util.Locale;

/** How numbers are written. */
final class Figures {

    private Figures() {}

    static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String small(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value);
    }
}
