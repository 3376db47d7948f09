package org.dknn.bench.study;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * A share of texts, with its interval by Wilson's score at .95.
 *
 * @param right texts that count
 * @param texts all of them
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927), Probable inference</a>
 */
record Share(int right, int texts) {

    private static final double NORMAL = 1.959964;

    /** Those of some texts that a condition holds for. */
    static <T> Share of(Collection<T> texts, Predicate<T> isRight) {
        return new Share((int) texts.stream().filter(isRight).count(), texts.size());
    }

    /** Not a number without texts. */
    double value() {
        return (double) right / texts;
    }

    double low() {
        return bound(-1);
    }

    double high() {
        return bound(1);
    }

    private double bound(int sign) {
        double square = NORMAL * NORMAL;
        double middle = right + square / 2;
        double half = NORMAL * Math.sqrt(value() * (texts - right) + square / 4);
        return (middle + sign * half) / (texts + square);
    }

    /**
     * How much larger this share is than one of other texts, with its interval at .95.
     *
     * @see <a href="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I">Newcombe (1998), Interval
     *     estimation for the difference between independent proportions, method 10</a>
     */
    String above(Share other) {
        double difference = value() - other.value();
        double below = Math.hypot(value() - low(), other.high() - other.value());
        double beyond = Math.hypot(high() - value(), other.value() - other.low());
        return Shown.interval(Shown.number(difference), difference - below, difference + beyond);
    }

    /** Such as {@code ".905 of 513"}; nothing of no texts. */
    String text() {
        return texts == 0 ? "" : Shown.number(value()) + " of " + texts;
    }

    /** The same with the interval. */
    String textWithInterval() {
        return texts == 0 ? "" : Shown.interval(Shown.number(value()), low(), high()) + " of " + texts;
    }
}
