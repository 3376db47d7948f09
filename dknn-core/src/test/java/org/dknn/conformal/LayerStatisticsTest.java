package org.dknn.conformal;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayerStatisticsTest {

    /** Three nearest: labels 0, 1, 0 at 1, 2, 4; class 0 at 1, 4, 7, class 1 at 2, 6; class 2 has none. */
    private static final LayerStatistics THREE = LayerStatistics.of(
            new int[] {0, 1, 0}, new float[] {1, 2, 4}, new float[] {1, 4, 7}, new float[] {2, 6}, new float[0]);

    @Test
    void votes_and_distances_by_hand() {
        assertEquals(LabelVotes.of(2, 1, 0), THREE.votes());
        assertEquals(3, THREE.k());
        assertEquals(4, THREE.kthDistance());
        assertEquals(1, THREE.nearestDistance(0));
        assertEquals(4, THREE.meanDistance(0)); // (1 + 4 + 7) / 3
        assertEquals(7, THREE.farthestDistance(0));
        assertEquals(4, THREE.meanDistance(1)); // (2 + 6) / 2
        assertEquals(4, THREE.meanDistanceOfOthers(0));
        assertEquals(1, THREE.nearestDistanceOfOthers(1));
    }

    @Test
    void a_class_without_examples_is_as_far_as_floats_go() {
        assertEquals(Float.MAX_VALUE, THREE.meanDistance(2));
        assertEquals(Float.MAX_VALUE, THREE.nearestDistance(2));
    }

    @Test
    void infinite_distances_become_finite() {
        float far = Float.POSITIVE_INFINITY;
        LayerStatistics statistics =
                LayerStatistics.of(new int[] {0}, new float[] {far}, new float[] {far}, new float[] {far, far});

        assertEquals(Float.MAX_VALUE, statistics.distance(0));
        assertEquals(Float.MAX_VALUE, statistics.meanDistance(1));
    }

    @Test
    void what_is_stored_is_what_comes_back() {
        float[][] byClass = new float[3][3];
        for (int label = 0; label < 3; label++) {
            byClass[0][label] = (float) THREE.nearestDistance(label);
            byClass[1][label] = (float) THREE.meanDistance(label);
            byClass[2][label] = (float) THREE.farthestDistance(label);
        }

        assertEquals(THREE, LayerStatistics.restore(new int[] {0, 1, 0}, new float[] {1, 2, 4}, byClass));
        byClass[1][1] = 5;
        assertNotEquals(THREE, LayerStatistics.restore(new int[] {0, 1, 0}, new float[] {1, 2, 4}, byClass));
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertRefused(
                "2 labels and 1 distances",
                () -> LayerStatistics.of(new int[] {0, 0}, new float[] {1}, new float[] {1}, new float[0]));
        assertRefused("at least one neighbor", () -> LayerStatistics.of(new int[0], new float[0], new float[] {1}));
        assertRefused(
                "labels must be in 0..0, got 1",
                () -> LayerStatistics.of(new int[] {1}, new float[] {1}, new float[] {1}));
        assertRefused(
                "distances must be 0 or more, got NaN",
                () -> LayerStatistics.of(new int[] {0}, new float[] {Float.NaN}, new float[] {1}));
        assertRefused("at least one layer", () -> NeighborStatistics.of(List.of()));
    }
}
