package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void steps_by_hand() {
        Scale scale = new Scale(0.5);

        assertEquals(10, scale.step(0.5));
        assertEquals(5, scale.step(0.25));
        assertEquals(-5, scale.step(-0.25));
        assertEquals(1, scale.step(0.025)); // a twentieth of the limit is half a step
        assertEquals(-1, scale.step(-0.025));
        assertEquals(0, scale.step(0.0249));
        assertEquals(0, scale.step(-0.0));
        assertEquals(-3, scale.step(-0.4, 4)); // 0.8 * 4 = 3.2
    }

    @Test
    void what_is_over_the_limit_gets_the_deepest_step() {
        assertEquals(10, new Scale(0.5).step(9));
        assertEquals(-10, new Scale(0.5).step(-9));
    }

    @Test
    void all_zero_is_all_zero() {
        assertEquals(0, new Scale(0).step(0));
    }

    @Test
    void opposite_values_look_equally_strong() {
        for (int i = 0; i <= 100; i++) {
            assertEquals(-new Scale(0.7).step(i / 100.0), new Scale(0.7).step(-i / 100.0), "value " + i);
        }
    }

    @Test
    void a_limit_is_a_finite_number() {
        for (double limit : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Scale(limit))
                    .getMessage();
            assertTrue(message.endsWith("got " + limit), message);
        }
    }

    @Test
    void a_limit_is_told_without_its_sign() {
        assertEquals("0.300", new Scale(0.3).text());
        assertEquals("0", new Scale(0).text());
    }
}
