package org.dknn.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dknn.dl4j.Windows.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

    @Test
    void equal_windows_have_one_number() {
        // windows of the first text: -12, 121, 212, 12-; of the second: -12, 12-
        Windows windows = Windows.of(new int[][] {{1, 2, 1, 2}, {1, 2}}, new Reach(3, 1, 1, 1));

        assertArrayEquals(new int[][] {{0, 1, 2, 3}, {0, 3}}, windows.numbers());
        assertEquals(4, windows.count());
        assertEquals(List.of(-1, 1, 2), places(windows, 0));
        assertEquals(List.of(2, 1, 2), places(windows, 2));
        assertEquals(List.of(1, 2, -1), places(windows, 3));
    }

    private static List<Integer> places(Windows windows, int number) {
        return List.of(windows.id(number, 0), windows.id(number, 1), windows.id(number, 2));
    }

    @Test
    void places_of_a_dilated_window_are_apart() {
        Windows windows = Windows.of(new int[][] {{5, 6, 7, 8}}, new Reach(2, 3, 0, 0));

        assertEquals(1, windows.count());
        assertEquals(5, windows.id(0, 0));
        assertEquals(8, windows.id(0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void numbers_are_those_of_a_map(int kernel) {
        Random random = new Random(kernel);
        int[][] ids = new int[30][];
        Arrays.setAll(ids, i -> random.ints(1 + random.nextInt(40), 0, i % 3 == 0 ? 2 : 1_000_000)
                .toArray());
        Reach reach = new Reach(kernel, 1, kernel / 2, (kernel - 1) / 2);

        Windows windows = Windows.of(ids, reach);

        Map<List<Integer>, Integer> numbers = new HashMap<>();
        for (int text = 0; text < ids.length; text++) {
            for (int start = 0; start < windows.numbers()[text].length; start++) {
                Integer[] window = new Integer[kernel];
                int first = start - reach.left();
                int[] words = ids[text];
                Arrays.setAll(window, i -> first + i < 0 || first + i >= words.length ? -1 : words[first + i]);
                int number = numbers.computeIfAbsent(List.of(window), key -> numbers.size());
                assertEquals(number, windows.numbers()[text][start]);
            }
        }
        assertEquals(numbers.size(), windows.count());
    }
}
