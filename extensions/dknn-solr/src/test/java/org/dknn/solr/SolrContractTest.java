package org.dknn.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.testkit.NeighborIndexContract;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract, with all sets in one collection of two shards. */
@Tag("long")
class SolrContractTest extends NeighborIndexContract {

    @TempDir
    private static Path directory;

    private static SolrCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new SolrCluster(directory.resolve("cluster"));
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @AfterEach
    void empty() throws Exception {
        cluster.empty();
    }

    /** The contract asks thousands of queries, each of which reads its candidates one by one: few are enough here. */
    @Override
    protected IndexFactory factory() {
        return cluster.factory().searchWidth(20);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void most_true_neighbors_are_found(Metric metric) {
        FloatMatrix vectors = RandomVectors.normal(81, 3_000, 24);
        FloatMatrix queries = RandomVectors.normal(82, 40, 24);
        try (NeighborIndex index = cluster.factory().build(vectors, metric);
                NeighborIndex exact = ExactIndex.factory().build(vectors, metric)) {
            List<Neighbors> wanted = exact.search(queries, 75);
            List<Neighbors> found = index.search(queries, 75);
            int hits = 0;
            for (int q = 0; q < wanted.size(); q++) {
                Set<Integer> true75 = new HashSet<>();
                Arrays.stream(wanted.get(q).ordinals()).forEach(true75::add);
                hits += (int) Arrays.stream(found.get(q).ordinals())
                        .filter(true75::contains)
                        .count();
            }
            assertTrue(hits >= .97 * 75 * 40, "found " + hits + " of " + 75 * 40);
        }
    }

    @Test
    void classes_of_a_layer_share_a_collection_and_a_dropped_one_is_gone(@TempDir Path files) throws IOException {
        SolrFactory factory = cluster.factory();
        FloatMatrix queries = RandomVectors.normal(84, 5, 7);
        SolrIndex good = (SolrIndex) factory.build(
                new Context("network", "layer", "good"), RandomVectors.normal(83, 200, 7), Metric.EUCLIDEAN);
        SolrIndex bad = (SolrIndex) factory.build(
                new Context("network", "layer", "bad"), RandomVectors.normal(85, 100, 7), Metric.EUCLIDEAN);
        List<Neighbors> expected = good.search(queries, 10);
        factory.save(good, files.resolve("good"));
        factory.save(bad, files.resolve("bad"));

        factory.drop(bad);

        assertEquals(good.set().collection(), bad.set().collection());
        assertEquals(expected, good.search(queries, 10));
        try (NeighborIndex loaded = factory.load(files.resolve("good"))) {
            assertEquals(expected, loaded.search(queries, 10));
        }
        String message = String.valueOf(assertThrows(IOException.class, () -> factory.load(files.resolve("bad")))
                .getMessage());
        assertTrue(message.contains("it was dropped"), message);
    }
}
