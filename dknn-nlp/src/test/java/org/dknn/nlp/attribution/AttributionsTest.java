package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dknn.nlp.attribution.Attributions.Interval;
import org.junit.jupiter.api.Test;

class AttributionsTest {

    @Test
    void the_peak_is_the_largest_absolute_value() {
        assertEquals(0.5, Attributions.of("m", 0, 0.25, -0.5, 0).peak());
        assertEquals(0, Attributions.of("m", 0).peak());
    }

    @Test
    void values_are_copied_in_and_out() {
        double[] values = {1, 2};
        Attributions attributions = Attributions.of("m", 0, values);

        values[0] = 9;
        attributions.values()[1] = 9;

        assertEquals(Attributions.of("m", 0, 1, 2), attributions);
        assertEquals(Attributions.of("m", 0, 1, 2).hashCode(), attributions.hashCode());
    }

    @Test
    void method_label_and_values_make_the_difference() {
        assertNotEquals(Attributions.of("m", 0, 1), Attributions.of("n", 0, 1));
        assertNotEquals(Attributions.of("m", 0, 1), Attributions.of("m", 1, 1));
        assertNotEquals(Attributions.of("m", 0, 1), Attributions.of("m", 0, 2));
    }

    @Test
    void values_must_be_finite() {
        assertRefused(
                "attributions by m must be finite, got NaN at word 1", () -> Attributions.of("m", 0, 1, Double.NaN));
    }

    @Test
    void intervals_stand_beside_the_values() {
        Attributions plain = Attributions.of("m", 0, 1, 2, 3);
        Attributions bounded =
                plain.withIntervals(List.of(new Interval(-1, 2), new Interval(0.5, 3), new Interval(-2, -1)));

        assertEquals(new Interval(0.5, 3), bounded.intervals().get(1));
        assertTrue(bounded.isUnclear(0));
        assertFalse(bounded.isUnclear(1));
        assertFalse(bounded.isUnclear(2));
        assertEquals(List.of(), plain.intervals());
        assertFalse(plain.isUnclear(0));
        assertNotEquals(plain, bounded);
        assertRefused("an interval for each of 3 words, got 1", () -> plain.withIntervals(List.of(new Interval(0, 0))));
    }

    @Test
    void an_interval_ends_count_as_held() {
        assertTrue(new Interval(0, 1).holdsZero());
        assertTrue(new Interval(-1, 0).holdsZero());
        assertRefused("finite and in order, got 1.0 to 0.0", () -> new Interval(1, 0));
        assertRefused("finite and in order, got NaN", () -> new Interval(Double.NaN, 0));
    }
}
