package org.dknn.conformal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PValuesTest {

    @Test
    void credibility_is_the_largest_and_confidence_one_less_the_second() {
        PValues pValues = PValues.copyOf(0.1, 0.7, 0.25);

        assertEquals(0.7, pValues.credibility());
        assertEquals(0.75, pValues.confidence());
    }

    @Test
    void two_equal_p_values_leave_little_confidence() {
        assertEquals(1 - 0.4, PValues.copyOf(0.4, 0.4).confidence());
    }

    @Test
    void p_values_are_in_their_range() {
        assertThrows(IllegalArgumentException.class, PValues::copyOf);
        assertThrows(IllegalArgumentException.class, () -> PValues.copyOf(0.5, 1.1));
        assertThrows(IllegalArgumentException.class, () -> PValues.copyOf(Double.NaN));
    }

    @Test
    void a_set_holds_the_labels_above_the_significance() {
        PValues pValues = PValues.copyOf(0.1, 0.7, 0.25);

        assertEquals(List.of(1, 2), pValues.labelsAbove(0.1));
        assertEquals(List.of(0, 1, 2), pValues.labelsAbove(0.05));
        assertEquals(List.of(), pValues.labelsAbove(0.7));
        assertThrows(IllegalArgumentException.class, () -> pValues.labelsAbove(0));
        assertThrows(IllegalArgumentException.class, () -> pValues.labelsAbove(1));
    }
}
