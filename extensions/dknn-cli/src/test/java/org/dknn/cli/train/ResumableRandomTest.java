package org.dknn.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResumableRandomTest {

    private static List<Object> draws(Random random) {
        List<Object> draws = new ArrayList<>();
        for (int i = 1; i < 200; i++) {
            draws.add(random.nextInt(i));
            draws.add(random.nextDouble());
            draws.add(random.nextLong());
        }
        List<Integer> shuffled = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
        Collections.shuffle(shuffled, random);
        draws.add(shuffled);
        return draws;
    }

    @Test
    void its_draws_are_those_of_random() {
        for (long seed : new long[] {0, 1, -7, Long.MIN_VALUE, 1L << 50}) {
            assertEquals(draws(new Random(seed)), draws(new ResumableRandom(seed)), "seed " + seed);
        }
    }

    @Test
    void it_goes_on_from_a_state() {
        ResumableRandom random = new ResumableRandom(3);
        draws(random);
        ResumableRandom other = new ResumableRandom(4);

        other.resume(random.state());

        assertEquals(draws(random), draws(other));
    }
}
