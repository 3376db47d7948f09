package org.dknn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.activation.InputCodec;
import org.junit.jupiter.api.Test;

class ContentDrawTest {

    /** 300 texts once, and one text 100 times with each of two labels. */
    private static Dataset<String> examples(Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
        Collections.shuffle(order, random);
        return Dataset.of(
                order.stream().map(i -> i < 300 ? "text " + i : "the same").toList(),
                order.stream().mapToInt(i -> i < 400 ? 0 : 1).toArray(),
                LabelSet.of("bad", "good"));
    }

    private static List<String> drawn(Dataset<String> examples, int count) {
        return Arrays.stream(ContentDraw.ordinals(examples, InputCodec.strings(), count))
                .mapToObj(i -> examples.inputs().get(i) + ": " + examples.label(i))
                .toList();
    }

    @Test
    void any_order_draws_the_same_examples_in_the_same_order() {
        List<String> first = drawn(examples(new Random(1)), 120);

        assertEquals(first, drawn(examples(new Random(2)), 120));
        assertEquals(first.subList(0, 50), drawn(examples(new Random(3)), 50));
        assertNotEquals(first, first.stream().sorted().toList());
    }

    @Test
    void equal_examples_are_drawn_as_often_as_others() {
        List<String> drawn = drawn(examples(new Random(1)), 250);

        // of 100 of each label, half; three deviations of the hypergeometric distribution are 13.4
        assertEquals(50, Collections.frequency(drawn, "the same: 0"), 13);
        assertEquals(50, Collections.frequency(drawn, "the same: 1"), 13);
    }

    @Test
    void all_and_none_can_be_drawn() {
        int[] all = ContentDraw.ordinals(examples(new Random(1)), InputCodec.strings(), 500);

        assertArrayEquals(
                IntStream.range(0, 500).toArray(), Arrays.stream(all).sorted().toArray());
        assertTrue(drawn(examples(new Random(1)), 0).isEmpty());
    }
}
