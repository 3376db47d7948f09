package org.dknn.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    @Test
    void a_large_set_is_passed_through_four_times_at_least() {
        assertEquals(new Pace(4, 2, 20, 40, 1), Pace.of(118));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12, 59, 60, 61, 300, 10_000})
    void a_small_set_gets_as_many_steps(int stepsPerPass) {
        Pace pace = Pace.of(stepsPerPass);

        assertTrue(pace.least() * stepsPerPass >= 300 && pace.least() >= 4);
        assertTrue(pace.patience() * stepsPerPass >= 120 && pace.patience() >= 2);
        assertTrue(pace.most() >= pace.least() + pace.patience());
    }
}
