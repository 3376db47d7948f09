package org.dknn.conformal;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** Against a sort of all votes, with few different distances, some of them infinite. */
    @Test
    void votes_of_classes_are_ranked_as_a_sort_ranks_them() {
        Random random = new Random(31);
        for (int round = 0; round < 500; round++) {
            float[][] classes = new float[1 + random.nextInt(5)][];
            List<Float> all = new ArrayList<>();
            for (int label = 0; label < classes.length; label++) {
                classes[label] = distances(random, label == 0 ? 1 + random.nextInt(8) : random.nextInt(8));
                for (float distance : classes[label]) {
                    all.add(distance);
                }
            }
            Collections.sort(all);
            int k = 1 + random.nextInt(all.size());
            float kth = all.get(k - 1);
            int[] atKth = Stream.of(classes).mapToInt(own -> count(own, kth)).toArray();
            int nearer = (int) all.stream().filter(distance -> distance < kth).count();
            int[] seats = LargestRemainder.seats(k - nearer, atKth);
            List<Vote> votes = new ArrayList<>();
            for (int label = 0; label < classes.length; label++) {
                for (float distance : classes[label]) {
                    if (distance < kth || (distance == kth && seats[label]-- > 0)) {
                        votes.add(new Vote(distance, label));
                    }
                }
            }
            votes.sort(Comparator.comparing(Vote::distance).thenComparing(Vote::label));
            float[] near = new float[k];
            for (int rank = 0; rank < k; rank++) {
                near[rank] = votes.get(rank).distance;
            }

            LayerStatistics expected =
                    LayerStatistics.of(votes.stream().mapToInt(Vote::label).toArray(), near, classes);
            assertEquals(expected, LayerStatistics.ofClasses(k, kth, atKth, classes), "seed 31, round " + round);
            LayerStatistics found = LayerStatistics.ofClasses(k, kth, atKth, classes);
            assertEquals(expected.votes(), found.votes());
            for (int rank = 0; rank < k; rank++) {
                assertEquals(votes.get(rank).label, found.label(rank));
                assertEquals(Math.min(near[rank], Float.MAX_VALUE), found.distance(rank));
            }
            assertEquals(expected.hashCode(), found.hashCode());
        }
    }

    private record Vote(float distance, int label) {}

    private static float[] distances(Random random, int count) {
        float[] distances = new float[count];
        for (int i = 0; i < count; i++) {
            int drawn = random.nextInt(6);
            distances[i] = drawn == 5 ? Float.POSITIVE_INFINITY : drawn;
        }
        Arrays.sort(distances);
        return distances;
    }

    private static int count(float[] distances, float wanted) {
        int count = 0;
        for (float distance : distances) {
            count += distance == wanted ? 1 : 0;
        }
        return count;
    }

    @Test
    void threads_that_read_at_once_see_the_same_ranks() {
        float[] first = new float[500];
        float[] second = new float[500];
        for (int i = 0; i < first.length; i++) {
            first[i] = 2 * i;
            second[i] = 2 * i + 1;
        }
        for (int round = 0; round < 200; round++) {
            LayerStatistics statistics = LayerStatistics.ofClasses(1000, 999, new int[] {0, 1}, first, second);

            assertTrue(IntStream.range(0, 1000)
                    .parallel()
                    .allMatch(rank -> statistics.distance(rank) == rank && statistics.label(rank) == rank % 2));
        }
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
    void disagreeing_neighbors_of_a_draw_are_brought_to_k() {
        // one of three disagrees with 0, two with 1, three with 2
        assertEquals(1, THREE.disagreeing(0));
        assertEquals(2, THREE.disagreeing(1));
        assertEquals(3, THREE.disagreeing(2));
        LayerStatistics ofFour = THREE.drawnFrom(4);
        assertEquals(1, ofFour.disagreeing(0)); // 4 / 3
        assertEquals(3, ofFour.disagreeing(1)); // 8 / 3
        assertEquals(4, ofFour.disagreeing(2));
        assertEquals(2, THREE.drawnFrom(6).disagreeing(0)); // 6 / 3
        assertEquals(0, THREE.drawnFrom(1).disagreeing(0)); // 1 / 3
        assertEquals(3, ofFour.k());
        assertEquals(THREE.votes(), ofFour.votes());
        assertEquals(THREE.meanDistance(0), ofFour.meanDistance(0));
    }

    @Test
    void over_layers_the_votes_are_brought_to_k_together() {
        LayerStatistics one =
                LayerStatistics.of(new int[] {1}, new float[] {1}, new float[0], new float[] {1}, new float[0]);
        NeighborStatistics drawn = NeighborStatistics.of(List.of(THREE.drawnFrom(5), one.drawnFrom(5)));

        // two of four votes for 0, two for 1, of ten
        assertEquals(5, drawn.disagreeing(0));
        assertEquals(5, drawn.disagreeing(1));
        assertEquals(10, drawn.disagreeing(2));
        assertEquals(5, Nonconformity.count().of(drawn, 0));
        assertEquals(0, Nonconformity.lastLayerCount().of(drawn, 1));
        assertEquals(2, NeighborStatistics.of(List.of(THREE, one)).disagreeing(0));
    }

    @Test
    void a_draw_from_as_many_is_no_draw() {
        assertEquals(THREE, THREE.drawnFrom(3));
        assertEquals(THREE.hashCode(), THREE.drawnFrom(3).hashCode());
        assertEquals(THREE, THREE.drawnFrom(4).drawnFrom(3));
        assertNotEquals(THREE, THREE.drawnFrom(4));
        assertRefused("k must be at least 1, got 0", () -> THREE.drawnFrom(0));
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
        assertRefused(
                "distances must be 0 or more, got -1.0 at rank 0",
                () -> LayerStatistics.ofClasses(2, 3, new int[] {0, 1}, new float[] {-1}, new float[] {3}));
        assertRefused("at least one layer", () -> NeighborStatistics.of(List.of()));
    }
}
