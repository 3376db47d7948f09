package org.dknn.nlp.saliency;

import static org.dknn.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SaliencyTest {

    @Test
    void the_peak_is_the_largest_absolute_value() {
        assertEquals(0.5, Saliency.of("m", 0, 0.25, -0.5, 0).peak());
        assertEquals(0, Saliency.of("m", 0).peak());
    }

    @Test
    void values_are_copied_in_and_out() {
        double[] values = {1, 2};
        Saliency saliency = Saliency.of("m", 0, values);

        values[0] = 9;
        saliency.values()[1] = 9;

        assertEquals(Saliency.of("m", 0, 1, 2), saliency);
        assertEquals(Saliency.of("m", 0, 1, 2).hashCode(), saliency.hashCode());
    }

    @Test
    void method_label_and_values_make_the_difference() {
        assertNotEquals(Saliency.of("m", 0, 1), Saliency.of("n", 0, 1));
        assertNotEquals(Saliency.of("m", 0, 1), Saliency.of("m", 1, 1));
        assertNotEquals(Saliency.of("m", 0, 1), Saliency.of("m", 0, 2));
    }

    @Test
    void values_must_be_finite() {
        assertRefused("saliency by m must be finite, got NaN at word 1", () -> Saliency.of("m", 0, 1, Double.NaN));
    }
}
