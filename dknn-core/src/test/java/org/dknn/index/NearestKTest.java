package org.dknn.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;

class NearestKTest {

    @Test
    void keeps_the_smallest_in_order_with_ties_to_the_lower_ordinal() {
        NearestK nearest = new NearestK(3, Metric.EUCLIDEAN);

        nearest.offer(10, new float[] {4, 9, 0}, 3);
        nearest.offer(13, new float[] {4, 4, 16}, 3);

        // squared 0 at 12, then 4 at 10, 13 and 14, of which 10 and 13 are lower
        assertEquals(
                Neighbors.wrap(new int[] {12, 10, 13}, new float[] {0, 2, 2}).withOthers(1), nearest.toNeighbors());
    }

    @Test
    void equals_a_full_sort() {
        Random random = new Random(10);
        for (int k : new int[] {1, 2, 7, 75, 400}) {
            float[] squared = new float[400];
            IntStream.range(0, squared.length).forEach(i -> squared[i] = random.nextInt(50));
            NearestK nearest = new NearestK(k, Metric.EUCLIDEAN);

            nearest.offer(0, squared, squared.length);

            int[] sorted = IntStream.range(0, squared.length)
                    .boxed()
                    .sorted((a, b) -> Float.compare(squared[a], squared[b]))
                    .limit(k)
                    .mapToInt(i -> i)
                    .toArray();
            float[] distances = new float[k];
            IntStream.range(0, k).forEach(i -> distances[i] = (float) Math.sqrt(squared[sorted[i]]));
            int equal = (int) IntStream.range(0, 400)
                    .filter(i -> squared[i] == squared[sorted[k - 1]])
                    .count();
            Neighbors found = nearest.toNeighbors();
            assertEquals(equal, found.rowsAtLast());
            assertEquals(Neighbors.wrap(sorted, distances), Neighbors.wrap(found.ordinals(), found.distances()));
        }
    }
}
