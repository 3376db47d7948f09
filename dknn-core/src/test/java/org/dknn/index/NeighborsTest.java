package org.dknn.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NeighborsTest {

    private static final Neighbors NEIGHBORS = Neighbors.wrap(new int[] {4, 2}, new float[] {0.5f, 1});

    @Test
    void ranks_count_from_the_nearest() {
        assertEquals(2, NEIGHBORS.size());
        assertEquals(4, NEIGHBORS.ordinal(0));
        assertEquals(1f, NEIGHBORS.distance(1));
        assertArrayEquals(new int[] {4, 2}, NEIGHBORS.ordinals());
        assertEquals("Neighbors[4, 2][0.5, 1.0]", NEIGHBORS.toString());
    }

    @Test
    void the_ordinals_given_out_are_a_copy() {
        NEIGHBORS.ordinals()[0] = 9;

        assertEquals(4, NEIGHBORS.ordinal(0));
    }

    @Test
    void equality_is_by_ordinals_and_distances() {
        assertEquals(NEIGHBORS, Neighbors.wrap(new int[] {4, 2}, new float[] {0.5f, 1}));
        assertNotEquals(NEIGHBORS, Neighbors.wrap(new int[] {4, 3}, new float[] {0.5f, 1}));
        assertNotEquals(NEIGHBORS, Neighbors.wrap(new int[] {4, 2}, new float[] {0.5f, 2}));
    }

    @Test
    void a_distance_for_each_ordinal_is_needed() {
        assertThrows(IllegalArgumentException.class, () -> Neighbors.wrap(new int[2], new float[1]));
    }
}
