package org.dknn.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GroupedNeighborsTest {

    private static final Neighbors NONE =
            Neighbors.wrap(new int[0], new float[0]).withOthers(0);

    private static GroupedNeighbors three() {
        return GroupedNeighbors.of(List.of(
                Neighbors.wrap(new int[] {4, 1}, new float[] {1, 3}).withOthers(2),
                NONE,
                Neighbors.wrap(new int[] {0, 5, 6}, new float[] {1, 1, 4}).withOthers(0)));
    }

    @Test
    void the_nearest_of_all_groups_come_by_distance_then_ordinal() {
        Neighbors nearest = three().nearest(4);

        assertArrayEquals(new int[] {0, 4, 5, 1}, nearest.ordinals());
        assertArrayEquals(new float[] {1, 1, 1, 3}, nearest.distances());
        // the one that is here, and two more rows of the first group
        assertEquals(3, nearest.rowsAtLast());
        assertTrue(nearest.countsAll());
    }

    @Test
    void groups_are_those_they_were_made_of() {
        assertEquals(3, three().groups());
        assertEquals(NONE, three().group(1));
        assertEquals(three(), GroupedNeighbors.of(three().asList()));
        assertArrayEquals(new int[] {2, 2, 5}, three().ends());
        assertArrayEquals(new int[] {1, 0, 2}, three().rowsAt(1));
        assertArrayEquals(new int[] {3, 0, 0}, three().rowsAt(3));
    }

    @Test
    void mapping_renames_rows_and_adds_empty_groups() {
        GroupedNeighbors two = GroupedNeighbors.of(List.of(
                Neighbors.wrap(new int[] {1, 0}, new float[] {1, 2}),
                Neighbors.wrap(new int[] {0}, new float[] {1}).withOthers(3)));

        GroupedNeighbors mapped =
                two.mapped(new int[] {0, -1, 1}, List.of(new int[] {3, 7}, new int[0], new int[] {5}));

        assertEquals(Neighbors.wrap(new int[] {7, 3}, new float[] {1, 2}), mapped.group(0));
        assertEquals(NONE, mapped.group(1));
        assertEquals(Neighbors.wrap(new int[] {5}, new float[] {1}).withOthers(3), mapped.group(2));
        assertFalse(mapped.nearest(2).countsAll());
    }

    @Test
    void unfitting_arrays_are_refused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> GroupedNeighbors.wrap(new int[2], new float[2], new int[] {1}, new int[1]));
        assertThrows(IllegalArgumentException.class, () -> three().nearest(-1));
    }

    /** Against a sort of all rows, with few different distances. */
    @Test
    void random_groups_merge_as_a_sort_merges() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            int groups = 1 + random.nextInt(9);
            List<List<Long>> rows = new ArrayList<>();
            IntStream.range(0, groups).forEach(g -> rows.add(new ArrayList<>()));
            for (int ordinal = random.nextInt(30); ordinal >= 0; ordinal--) {
                rows.get(random.nextInt(groups)).add((long) Float.floatToIntBits(random.nextInt(4)) << 32 | ordinal);
            }
            long[] sorted = rows.stream()
                    .flatMap(List::stream)
                    .mapToLong(row -> row)
                    .sorted()
                    .toArray();
            List<Neighbors> lists = rows.stream()
                    .map(row ->
                            neighbors(row.stream().mapToLong(r -> r).sorted().toArray()))
                    .toList();
            int k = 1 + random.nextInt(sorted.length);
            long last = sorted[k - 1] >>> 32;
            int behind = (int) LongStream.of(sorted)
                    .skip(k)
                    .filter(row -> row >>> 32 == last)
                    .count();

            assertEquals(
                    neighbors(LongStream.of(sorted).limit(k).toArray()).withOthers(behind),
                    GroupedNeighbors.of(lists).nearest(k));
            for (int distance = 0; distance < 5; distance++) {
                long bits = Float.floatToIntBits(distance);
                int[] expected = rows.stream()
                        .mapToInt(group -> (int)
                                group.stream().filter(row -> row >>> 32 == bits).count())
                        .toArray();
                assertArrayEquals(expected, GroupedNeighbors.of(lists).rowsAt(distance));
            }
        }
    }

    private static Neighbors neighbors(long... sorted) {
        float[] distances = new float[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            distances[i] = Float.intBitsToFloat((int) (sorted[i] >>> 32));
        }
        int[] ordinals = LongStream.of(sorted).mapToInt(row -> (int) row).toArray();
        return Neighbors.wrap(ordinals, distances).withOthers(0);
    }
}
