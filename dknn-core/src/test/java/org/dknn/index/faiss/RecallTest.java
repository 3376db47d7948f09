package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.testkit.NaiveSort;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Share of the true neighbors that approximate indexes find, on clusters like those of activations. */
@NeedsFaiss
class RecallTest {

    private static final int K = 25;
    private static final FloatMatrix VECTORS = RandomVectors.clustered(40, 4000, 32, 20);
    private static final FloatMatrix QUERIES = VECTORS.rows(0, 200);

    @ParameterizedTest
    @EnumSource(Metric.class)
    void graphs_find_nearly_all(Metric metric) {
        assertRecall(0.98, Faiss.hnsw(16), metric);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void cells_find_most(Metric metric) {
        assertRecall(0.95, Faiss.ivf(32, 8), metric);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void codes_find_most_as_vectors_decide(Metric metric) {
        assertRecall(0.85, Faiss.ivfpq(32, 8, 8), metric);
    }

    @Test
    void searching_wider_finds_more() {
        double narrow = recall(Faiss.ivf(64, 1), Metric.EUCLIDEAN);
        double wide = recall(Faiss.ivf(64, 64), Metric.EUCLIDEAN);
        double shallow = recall(Faiss.hnsw(4).efSearch(1), Metric.EUCLIDEAN);
        double deep = recall(Faiss.hnsw(4).efSearch(400), Metric.EUCLIDEAN);

        assertTrue(narrow < wide, narrow + " of one cell, " + wide + " of all");
        assertTrue(wide == 1, "all cells hold all vectors, yet found " + wide);
        assertTrue(shallow < deep, shallow + " in a narrow search, " + deep + " in a wide one");
    }

    @Test
    void graphs_connect_clusters_that_lie_apart() {
        FloatMatrix centers = RandomVectors.normal(45, 100, 32);
        FloatMatrix noise = RandomVectors.normal(46, 6000, 32);
        float[] values = new float[6000 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = 20 * centers.get(i / 32 % 100, i % 32) + noise.get(i / 32, i % 32);
        }
        FloatMatrix apart = FloatMatrix.wrap(6000, 32, values);

        double recall = recall(Faiss.hnsw(8), apart, apart.rows(0, 200), Metric.EUCLIDEAN);

        assertTrue(recall >= 0.98, "found " + recall);
    }

    private static void assertRecall(double floor, IndexFactory factory, Metric metric) {
        double recall = recall(factory, metric);
        assertTrue(recall >= floor, factory + " should find " + floor + " of the neighbors, found " + recall);
    }

    private static double recall(IndexFactory factory, Metric metric) {
        return recall(factory, VECTORS, QUERIES, metric);
    }

    private static double recall(IndexFactory factory, FloatMatrix vectors, FloatMatrix queries, Metric metric) {
        List<Neighbors> exact = NaiveSort.search(vectors, metric, queries, K);
        try (NeighborIndex index = factory.build(vectors, metric)) {
            List<Neighbors> found = index.search(queries, K);
            long hits = 0;
            for (int q = 0; q < queries.rows(); q++) {
                Set<Integer> wanted =
                        Arrays.stream(exact.get(q).ordinals()).boxed().collect(Collectors.toSet());
                hits += Arrays.stream(found.get(q).ordinals())
                        .filter(wanted::contains)
                        .count();
            }
            return hits / (double) (queries.rows() * K);
        }
    }
}
