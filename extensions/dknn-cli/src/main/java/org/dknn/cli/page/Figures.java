package org.dknn.cli.page;

import java.util.Locale;

/** How numbers are written. */
public final class Figures {

    private Figures() {}

    /** With three digits. */
    public static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", Math.abs(value) < 5e-4 ? 0 : value);
    }

    /** As a percentage. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** With four digits. */
    public static String small(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** With two digits. */
    public static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** With a sign and one digit. */
    public static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value);
    }
}
