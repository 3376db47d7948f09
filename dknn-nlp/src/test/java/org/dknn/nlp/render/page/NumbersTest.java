package org.dknn.nlp.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void numbers_have_a_point_and_a_sign() {
        assertEquals("0.125", Numbers.share(0.125));
        assertEquals("+0.120", Numbers.signed(0.12));
        assertEquals("-0.120", Numbers.signed(-0.12));
        assertEquals("0", Numbers.signed(-0.0));
        assertEquals("-2.0e-05", Numbers.signed(-0.00002));
        assertEquals("12.346", Numbers.distance(12.3456));
        assertEquals("1.23e-05", Numbers.distance(0.0000123));
        assertEquals("0.000", Numbers.distance(0));
    }
}
