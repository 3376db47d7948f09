package org.dknn.conformal;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {

    @Test
    void seats_by_hand() {
        assertArrayEquals(new int[] {25, 50}, LargestRemainder.seats(75, 100, 200));
        // 10 seats of 47, 16, 15, 22: quotas 4.7, 1.6, 1.5, 2.2, so 4, 1, 1, 2 and the two left to .7 and .6
        assertArrayEquals(new int[] {5, 2, 1, 2}, LargestRemainder.seats(10, 47, 16, 15, 22));
        assertArrayEquals(new int[] {1, 0, 0}, LargestRemainder.seats(1, 5, 5, 5));
        assertArrayEquals(new int[] {0, 1, 1}, LargestRemainder.seats(2, 0, 5, 5));
        assertArrayEquals(new int[] {0, 3}, LargestRemainder.seats(3, 0, 3));
        assertArrayEquals(new int[] {0, 0}, LargestRemainder.seats(0, 0, 0));
    }

    @Test
    void large_numbers_do_not_overflow() {
        assertArrayEquals(
                new int[] {1_000_000_000, 1_000_000_000},
                LargestRemainder.seats(2_000_000_000, 1_000_000_000, 1_000_000_000));
    }

    /** The quota rule: each class gets its share rounded down or up, never more than it has, and all seats are given. */
    @Test
    void seats_are_within_one_of_the_share() {
        Random random = new Random(45);
        for (int round = 0; round < 2000; round++) {
            int[] numbers = random.ints(1 + random.nextInt(6), 0, 12).toArray();
            int sum = 0;
            for (int number : numbers) {
                sum += number;
            }
            int seats = random.nextInt(sum + 1);
            int given = 0;
            int[] found = LargestRemainder.seats(seats, numbers);
            for (int i = 0; i < numbers.length; i++) {
                double share = sum == 0 ? 0 : (double) seats * numbers[i] / sum;
                assertTrue(Math.abs(found[i] - share) < 1 && found[i] <= numbers[i], "seed 45, round " + round);
                given += found[i];
            }
            assertEquals(seats, given);
        }
    }

    /** Three nearest of classes at 1, 4 and at 4, 4, 4, 4: one nearer, two seats for one and five examples at 4. */
    @Test
    void statistics_share_the_votes_at_the_last_distance() {
        LayerStatistics statistics =
                LayerStatistics.ofClasses(3, 4, new int[] {1, 5}, new float[] {1, 4}, new float[] {4, 4, 4});

        assertEquals(LabelVotes.of(1, 2), statistics.votes());
        assertEquals(4, statistics.kthDistance());
        assertEquals(1, statistics.label(1));
        assertEquals(2.5, statistics.meanDistance(0));
        assertRefused(
                "of 3 neighbors at least 1 and at most the 1 examples",
                () -> LayerStatistics.ofClasses(3, 4, new int[] {1, 0}, new float[] {1, 4}, new float[0]));
        assertRefused(
                "got 0", () -> LayerStatistics.ofClasses(1, 4, new int[] {1, 0}, new float[] {1, 4}, new float[0]));
    }

    /** Of votes at one distance the lower labels come first, whatever came first in the file. */
    @Test
    void votes_at_one_distance_are_in_the_order_of_labels() {
        LayerStatistics statistics =
                LayerStatistics.ofClasses(4, 3, new int[] {0, 1}, new float[] {2, 2}, new float[] {2, 3});

        assertArrayEquals(
                new int[] {0, 0, 1, 1},
                new int[] {statistics.label(0), statistics.label(1), statistics.label(2), statistics.label(3)});
    }
}
