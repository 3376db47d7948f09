package org.dknn.cli.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a chart, with ticks at round values, or with names of places of equal width.
 *
 * @param label what is on it
 * @param low its least value
 * @param high its largest value, above {@code low}
 * @param names of the places; none where there are ticks
 */
public record Axis(String label, double low, double high, List<String> names) {

    /** There are about so many ticks. */
    private static final int TICKS = 5;

    private static final List<Double> ROUND = List.of(1.0, 2.0, 5.0, 10.0);

    /** An axis with ticks. */
    public Axis(String label, double low, double high) {
        this(label, low, high, List.of());
    }

    /** A place for each name. */
    public static Axis named(String label, List<String> names) {
        return new Axis(label, 0, names.size(), List.copyOf(names));
    }

    /** From 0 to 1. */
    public static Axis share(String label) {
        return new Axis(label, 0, 1);
    }

    /** From 0 to a round value just above a value. */
    public static Axis upTo(String label, double value) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-6)))) / 2;
        return new Axis(label, 0, Math.max(step, Math.ceil(value / step) * step));
    }

    /** Place of a value, 0 at the low end and 1 at the high one. */
    double at(double value) {
        return Math.min(1, Math.max(0, (value - low) / (high - low)));
    }

    /** Multiples of 1, 2 or 5 times a power of ten, from the low end to the high one. */
    List<Double> ticks() {
        double wanted = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double step = power
                * ROUND.stream()
                        .filter(round -> round * power >= wanted * (1 - 1e-9))
                        .findFirst()
                        .orElse(10.0);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    String tickText(double tick) {
        int digits = 2 + Math.max(1, (int) Math.ceil(-Math.log10(high - low)));
        String text = String.format(Locale.ROOT, "%." + digits + "f", tick + 0.0);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "").replaceAll("^-0$", "0");
    }
}
