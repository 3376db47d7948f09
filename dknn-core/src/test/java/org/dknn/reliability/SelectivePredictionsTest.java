package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectivePredictionsTest {

    @Test
    void the_surest_come_first_and_equal_ones_in_their_order() {
        SelectivePredictions answers = SelectivePredictions.of(
                new double[] {0.5, -0.0, 0.9, 0.5, 0, Double.POSITIVE_INFINITY}, true, true, false, true, true, true);

        assertArrayEquals(new int[] {5, 2, 0, 3, 1, 4}, answers.highestFirst());
        assertEquals(1, answers.errors());
        assertEquals(5.0 / 6, answers.accuracy(), 1e-12);
    }

    @Test
    void what_was_given_is_copied() {
        double[] scores = {0.5};
        boolean[] correct = {true};
        SelectivePredictions answers = SelectivePredictions.of(scores, correct);

        scores[0] = 7;
        correct[0] = false;

        assertEquals(0.5, answers.score(0));
        assertEquals(0, answers.errors());
    }

    @Test
    void bad_input_is_refused_by_name() {
        assertRefused("needs at least one example", () -> SelectivePredictions.of(new double[0]));
        assertRefused("got 2 and 1", () -> SelectivePredictions.of(new double[] {1, 2}, true));
        assertRefused("got NaN at 1", () -> SelectivePredictions.of(new double[] {1, Double.NaN}, true, true));
        assertRefused("needs at least one example", () -> SelectivePredictions.of(SelectionScore.softmax(), List.of()));
    }
}
