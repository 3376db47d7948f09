package org.dknn.activation;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;

class StepWindowsTest {

    /** A text's letters, each by its number from 1 and ten times that. */
    private static final StepExtractor<String> LETTERS = new StepExtractor<>() {
        @Override
        public String layer() {
            return "letters";
        }

        @Override
        public List<FloatMatrix> extract(List<String> inputs) {
            return inputs.stream()
                    .map(text -> FloatMatrix.copyOf(text.chars()
                            .mapToObj(letter -> new float[] {letter - 'a' + 1, 10 * (letter - 'a' + 1)})
                            .toArray(float[][]::new)))
                    .toList();
        }
    };

    @Test
    void odd_windows_have_the_step_in_the_middle() {
        StepExtractor<String> windows = LETTERS.windows(3);

        List<FloatMatrix> found = windows.extract(List.of("abc", "b"));

        assertEquals("letters x 3", windows.layer());
        assertEquals(
                FloatMatrix.copyOf(new float[] {0, 0, 1, 10, 2, 20}, new float[] {1, 10, 2, 20, 3, 30}, new float[] {
                    2, 20, 3, 30, 0, 0
                }),
                found.get(0));
        assertEquals(FloatMatrix.copyOf(new float[] {0, 0, 2, 20, 0, 0}), found.get(1));
    }

    @Test
    void even_windows_reach_farther_behind_the_step() {
        assertEquals(
                FloatMatrix.copyOf(new float[] {1, 10, 2, 20}, new float[] {2, 20, 0, 0}),
                LETTERS.windows(2).extract(List.of("ab")).get(0));
        assertEquals(
                FloatMatrix.copyOf(new float[] {0, 0, 1, 10, 0, 0, 0, 0}),
                LETTERS.windows(4).extract(List.of("a")).get(0));
    }

    @Test
    void windows_of_one_step_are_the_steps() {
        assertEquals(LETTERS.extract(List.of("abca")), LETTERS.windows(1).extract(List.of("abca")));
        assertThrows(IllegalArgumentException.class, () -> LETTERS.windows(0));
    }

    @Test
    void windows_of_more_values_than_an_array_holds_are_refused() {
        assertRefused("[2147483646 x 2]; use fewer rows or columns", () -> LETTERS.windows(715_827_882)
                .extract(List.of("abc")));
    }
}
