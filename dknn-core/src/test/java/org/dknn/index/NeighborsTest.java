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
        assertEquals("Neighbors[4, 2][0.5, 1.0][1 or more at the last distance]", NEIGHBORS.toString());
        assertEquals(
                "Neighbors[4, 2][0.5, 1.0][3 at the last distance]",
                NEIGHBORS.withOthers(2).toString());
    }

    @Test
    void the_ordinals_given_out_are_a_copy() {
        NEIGHBORS.ordinals()[0] = 9;

        assertEquals(4, NEIGHBORS.ordinal(0));
    }

    @Test
    void equality_is_by_ordinals_distances_and_counts() {
        assertNotEquals(NEIGHBORS, NEIGHBORS.withOthers(0));
        assertNotEquals(NEIGHBORS, NEIGHBORS.withOtherCandidates(1));
        assertEquals(NEIGHBORS, NEIGHBORS.withOtherCandidates(0));
        assertEquals(NEIGHBORS, Neighbors.wrap(new int[] {4, 2}, new float[] {0.5f, 1}));
        assertNotEquals(NEIGHBORS, Neighbors.wrap(new int[] {4, 3}, new float[] {0.5f, 1}));
        assertNotEquals(NEIGHBORS, Neighbors.wrap(new int[] {4, 2}, new float[] {0.5f, 2}));
    }

    @Test
    void a_distance_for_each_ordinal_is_needed() {
        assertThrows(IllegalArgumentException.class, () -> Neighbors.wrap(new int[2], new float[1]));
    }

    /** Distances 1, 2, 2, 3, 3 with two more rows at 3. */
    private static Neighbors five() {
        return Neighbors.wrap(new int[] {7, 1, 4, 2, 3}, new float[] {1, 2, 2, 3, 3})
                .withOthers(2);
    }

    @Test
    void rows_at_a_distance_are_counted_up_to_the_last() {
        assertEquals(4, five().rowsAtLast());
        assertEquals(4, five().rowsAt(3));
        assertEquals(2, five().rowsAt(2));
        assertEquals(1, five().rowsAt(1));
        assertEquals(0, five().rowsAt(1.5f));
        assertEquals(0, five().rowsAt(4));
        assertEquals(0, Neighbors.wrap(new int[0], new float[0]).rowsAt(0));
        assertEquals(2, five().withOtherCandidates(0).rowsAtLast());
        assertThrows(IllegalArgumentException.class, () -> five().withOthers(-1));
    }

    @Test
    void the_first_of_them_are_as_a_smaller_search_finds_them() {
        assertEquals(Neighbors.wrap(new int[] {7, 1}, new float[] {1, 2}).withOthers(1), five().first(2));
        assertEquals(
                Neighbors.wrap(new int[] {7, 1, 4, 2}, new float[] {1, 2, 2, 3}).withOthers(3), five().first(4));
        assertEquals(five(), five().first(6));
        assertEquals(0, five().first(0).rowsAtLast());
    }

    @Test
    void without_a_row_they_are_as_a_search_of_the_others_finds_them() {
        assertEquals(
                Neighbors.wrap(new int[] {1, 4, 2, 3}, new float[] {2, 2, 3, 3}).withOthers(2), five().without(7));
        assertEquals(
                Neighbors.wrap(new int[] {7, 1, 4, 2}, new float[] {1, 2, 2, 3}).withOthers(2), five().without(3));
        // a row behind them is one of the two others at the last distance
        assertEquals(five().withOthers(1), five().without(99));
        assertEquals(five().withOthers(0), five().withOthers(0).without(99));
        assertEquals(
                Neighbors.wrap(new int[] {7, 1, 4}, new float[] {1, 2, 2}).withOthers(0),
                Neighbors.wrap(new int[] {7, 1, 4, 2}, new float[] {1, 2, 2, 3})
                        .withOthers(3)
                        .without(2));
    }

    @Test
    void other_ordinals_change_no_count() {
        assertEquals(4, five().mapped(new int[] {0, 10, 20, 30, 40, 50, 60, 70}).rowsAtLast());
    }
}
