package org.dknn.nlp.render;

import org.dknn.nlp.render.page.Numbers;

/**
 * What depth of color or length of bar a value gets. Positive and negative values share it, so equal strength looks
 * equal.
 *
 * @param limit the absolute value that gets the deepest color; 0 if all values are 0
 */
record Scale(double limit) {

    /** Depths of either color. */
    static final int STEPS = 10;

    /** Checks the limit. */
    Scale {
        if (!(limit >= 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the limit of a scale must be finite and at least 0, got " + limit);
        }
    }

    /** The nearest depth, in {@code -STEPS..STEPS}; 0 for values under a twentieth of the limit. */
    int step(double value) {
        return step(value, STEPS);
    }

    /** The nearest of so many depths on either side; halves go away from 0. */
    int step(double value, int steps) {
        if (limit == 0) {
            return 0;
        }
        return (int) Math.signum(value) * (int) Math.round(share(value) * steps);
    }

    private double share(double value) {
        return Math.min(1, Math.abs(value) / limit);
    }

    /** The limit as text, without a sign. */
    String text() {
        return limit == 0 ? "0" : Numbers.signed(limit).substring(1);
    }
}
