package org.dknn.conformal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PValuesTest {

    @Test
    void confidence_is_one_minus_the_largest_of_the_others() {
        PValues pValues = PValues.copyOf(0.1, 0.7, 0.25);

        assertEquals(0.75, pValues.confidence(1));
        assertEquals(1 - 0.7, pValues.confidence(2));
        assertEquals(1, PValues.copyOf(0.4).confidence(0));
    }

    @Test
    void two_equal_p_values_leave_little_confidence() {
        assertEquals(1 - 0.4, PValues.copyOf(0.4, 0.4).confidence(0));
    }

    @Test
    void a_p_value_tells_the_size_of_its_group() {
        PValues byClass = Calibration.byClass(new double[] {1, 2, 3, 4}, new int[] {0, 0, 0, 2}, 3)
                .pValues(new double[] {2, 2, 2}, PValueKind.CONFORMAL, 1);
        assertEquals(PValues.copyOf(3.0 / 4, 1, 1).withGroupSizes(3, 0, 1), byClass);
        assertEquals(3, byClass.groupSize(0));
        assertEquals(0, byClass.groupSize(1));
        assertEquals(0, PValues.copyOf(0.5).groupSize(0));

        assertThrows(IllegalArgumentException.class, () -> byClass.withGroupSizes(1, 2));
        assertThrows(IllegalArgumentException.class, () -> byClass.withGroupSizes(1, 2, -1));
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
