package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.dknn.index.GroupedNeighbors;
import org.junit.jupiter.api.Test;

class KthDistanceTest {

    @Test
    void the_third_of_two_groups_by_hand() {
        // 1, 2, 4 and 3, 5: the third nearest is at 3
        assertEquals(3, KthDistance.ofFew(3, new float[] {1, 2, 4, 3, 5}, 3, 5));
    }

    @Test
    void merged_groups_have_the_same_kth_distance() {
        Random random = new Random(29);
        for (int round = 0; round < 2_000; round++) {
            int[] ends = new int[1 + random.nextInt(7)];
            for (int group = 0; group < ends.length; group++) {
                ends[group] = (group == 0 ? 0 : ends[group - 1]) + random.nextInt(9);
            }
            float[] distances = new float[ends[ends.length - 1]];
            for (int i = 0; i < distances.length; i++) {
                distances[i] = random.nextInt(round % 2 == 0 ? 4 : 1_000); // many ties, or few
            }
            for (int group = 0; group < ends.length; group++) {
                Arrays.sort(distances, group == 0 ? 0 : ends[group - 1], ends[group]);
            }
            GroupedNeighbors groups =
                    GroupedNeighbors.wrap(new int[distances.length], distances, ends, new int[ends.length]);
            for (int k = 1; k <= distances.length; k++) {
                float expected = groups.nearest(k).distance(k - 1);
                assertEquals(expected, KthDistance.ofFew(k, distances, ends), "seed 29, round " + round);
                assertEquals(expected, KthDistance.of(groups, k, distances, ends), "seed 29, round " + round);
            }
        }
    }
}
