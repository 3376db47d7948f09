package org.dknn.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/** Neighbors by the definition: all distances, sorted. What indexes are compared with in tests. */
public final class NaiveSort {

    private NaiveSort() {}

    /** The k nearest of {@code vectors} for each query, of equally near ones the lower ordinals, with the rows at the k-th distance. */
    public static List<Neighbors> search(FloatMatrix vectors, Metric metric, FloatMatrix queries, int k) {
        PreparedVectors data = PreparedVectors.of(vectors, metric);
        PreparedVectors asked = PreparedVectors.of(queries, metric);
        List<Neighbors> found = new ArrayList<>();
        for (int q = 0; q < queries.rows(); q++) {
            int query = q;
            float[] squared = new float[vectors.rows()];
            IntStream.range(0, squared.length).forEach(i -> squared[i] = data.squaredDistance(i, asked, query));
            found.add(nearest(squared, metric, k));
        }
        return found;
    }

    private static Neighbors nearest(float[] squared, Metric metric, int k) {
        int[] ordinals = IntStream.range(0, squared.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> squared[i]).thenComparing(i -> i))
                .limit(k)
                .mapToInt(i -> i)
                .toArray();
        float[] distances = new float[k];
        IntStream.range(0, k).forEach(i -> distances[i] = metric.toDistance(squared[ordinals[i]]));
        int others = (int) IntStream.range(0, squared.length)
                        .filter(i -> metric.toDistance(squared[i]) == distances[k - 1])
                        .count()
                - (int) IntStream.range(0, k)
                        .filter(i -> distances[i] == distances[k - 1])
                        .count();
        return Neighbors.wrap(ordinals, distances).withOthers(others);
    }
}
