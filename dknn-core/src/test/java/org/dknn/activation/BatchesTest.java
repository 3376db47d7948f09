package org.dknn.activation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static List<List<Integer>> near(int maxRows, Integer... lengths) {
        return Batches.ofNearLengths(List.of(lengths), length -> length, maxRows).stream()
                .map(positions -> Arrays.stream(positions).boxed().toList())
                .toList();
    }

    @Test
    void near_lengths_share_a_batch_and_the_longest_come_first() {
        // 16 may stand with 14 and more, 5 with 4
        assertEquals(List.of(List.of(4, 1, 3), List.of(2, 0)), near(8, 5, 15, 4, 16, 14));
        assertEquals(List.of(List.of(3), List.of(0), List.of(2, 1)), near(8, 13, 2, 1, 16));
    }

    @Test
    void a_batch_has_no_more_rows_and_tokens_than_allowed() {
        assertEquals(List.of(List.of(1, 2), List.of(0)), near(2, 7, 7, 7));
        int half = Batches.MAX_TOKENS / 2 + 1;
        assertEquals(List.of(List.of(1), List.of(0)), near(8, half, half));
    }

    @Test
    void inputs_of_no_tokens_are_read_too() {
        assertEquals(List.of(List.of(0, 1)), near(8, 0, 0));
        assertEquals(List.of(), near(8));
    }

    @Test
    void every_input_is_in_one_batch_with_its_position() {
        Random random = new Random(3);
        List<Integer> lengths =
                IntStream.range(0, 500).map(i -> random.nextInt(60)).boxed().toList();
        ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();

        Batches.forEachNear(lengths, length -> length, 32, (positions, batch) -> {
            for (int i = 0; i < positions.length; i++) {
                assertEquals(lengths.get(positions[i]), batch.get(i));
                seen.add(positions[i]);
            }
            int longest = batch.get(batch.size() - 1);
            assertTrue(longest - batch.get(0) <= Math.max(1, longest / 8), () -> "too much padding: " + batch);
        });

        List<Integer> sorted = new ArrayList<>(seen);
        sorted.sort(null);
        assertEquals(IntStream.range(0, 500).boxed().toList(), sorted);
    }

    @Test
    void rows_are_collected_where_their_inputs_stand() {
        RowCollector collector = new RowCollector(List.of("a"), List.of(2, 1), 3);

        collector.add(new int[] {2, 0}, List.of(new float[] {5, 6, 1, 2}, new float[] {.5f, .1f}));
        collector.add(new int[] {1}, List.of(new float[] {3, 4}, new float[] {.3f}));

        Activations rows = collector.toActivations();
        assertArrayEquals(new float[] {1, 2}, rows.matrices().get(0).row(0));
        assertArrayEquals(new float[] {3, 4}, rows.matrices().get(0).row(1));
        assertArrayEquals(new float[] {5, 6}, rows.matrices().get(0).row(2));
        assertEquals(.3f, rows.probabilities().get(1, 0));
        assertEquals(
                0,
                new RowCollector(List.of("a"), List.of(2, 1), 0).toActivations().rows());
    }
}
