package org.dknn.solr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.solr.client.solrj.SolrClient;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.internal.DknnFormatException;
import org.dknn.solr.SolrIndex.SearchWidth;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's part, against a server that answers as the test says; {@link SolrContractTest} asks a cluster. */
class SolrIndexTest {

    private static final Context CONTEXT = new Context("network", "layer", "good");

    @TempDir
    private Path directory;

    private static FloatMatrix query(float... values) {
        return FloatMatrix.wrap(1, values.length, values);
    }

    private static SolrIndex index(SolrClient client, Metric metric, int rows, int[] zeros, int least, int most) {
        StoredSet set = new StoredSet("good-vectors", "s1", CONTEXT, metric, rows, 2);
        return new SolrIndex(new SolrStore(client), set, zeros, new SearchWidth(least, most));
    }

    @Test
    void candidates_are_asked_by_class_and_ordered_by_exact_distances() throws IOException {
        // the server's order is wrong; 4 and 9 are at distance 1, 7 at 2, 3 at 5
        List<String> documents = List.of(
                StubServer.vector(3, 5, 0),
                StubServer.vector(9, 0, 1),
                StubServer.vector(7, 0, 2),
                StubServer.vector(4, 1, 0));
        try (StubServer server = new StubServer(request -> StubServer.found("", documents));
                NeighborIndex index = index(server.client(), Metric.EUCLIDEAN, 100, new int[0], 4, 50)) {
            Neighbors found = index.search(query(0, 0), 3).get(0);

            assertArrayEquals(new int[] {4, 9, 7}, found.ordinals());
            assertArrayEquals(new float[] {1, 1, 2}, found.distances());
            assertFalse(found.countsAll());
            String request = server.requests.get(0);
            assertTrue(request.startsWith("/solr/good-vectors/select "), request);
            assertTrue(request.contains("q={!knn f=dknn_vector_2 topK=11}[0.0, 0.0]"), request);
            assertTrue(request.contains("fq={!term f=dknn_set}s1"), request);
            assertTrue(request.contains("fl=dknn_ordinal,dknn_values"), request);
            assertTrue(request.contains("rows=11"), request);
        }
    }

    /** Where so many are wanted, a small set is compared as a whole, and equal distances are counted. */
    @Test
    void half_of_a_small_set_and_more_is_compared_as_a_whole() throws IOException {
        FloatMatrix vectors = FloatMatrix.wrap(5, 2, new float[] {1, 0, 0, 0, 3, 3, 0, 0, 0, 1});
        List<String> documents = List.of(
                StubServer.vector(4, 0, 1), StubServer.vector(0, 1, 0), StubServer.vector(2, .7071067f, .7071067f));
        try (StubServer server = new StubServer(request -> StubServer.found("", documents));
                NeighborIndex index = index(server.client(), Metric.COSINE, 5, new int[] {1, 3}, 4, 50);
                NeighborIndex exact = ExactIndex.factory().build(vectors, Metric.COSINE)) {
            for (int k = 1; k <= 5; k++) {
                Neighbors found = index.search(query(1, 0), k).get(0);

                assertArrayEquals(exact.search(query(1, 0), k).get(0).ordinals(), found.ordinals());
                assertEquals(exact.search(query(1, 0), k).get(0).rowsAtLast(), found.rowsAtLast());
                assertTrue(found.countsAll());
            }
            assertTrue(server.requests.get(0).contains("q=*:*"));

            int asked = server.requests.size();
            assertEquals(exact.search(query(0, 0), 3), index.search(query(0, 0), 3));
            assertEquals(asked, server.requests.size(), "zeros need no server");
        }
    }

    /** Zeros are not on the server, but are neighbors, and are counted where more of them are as far as the last. */
    @Test
    void zeros_are_neighbors_by_euclidean_distance() throws IOException {
        FloatMatrix vectors = FloatMatrix.wrap(5, 2, new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0, 3});
        List<String> documents = List.of(StubServer.vector(2, 1, 0), StubServer.vector(4, 0, 3));
        try (StubServer server = new StubServer(request -> StubServer.found("", documents));
                NeighborIndex index = index(server.client(), Metric.EUCLIDEAN, 5, new int[] {0, 1, 3}, 4, 50);
                NeighborIndex exact = ExactIndex.factory().build(vectors, Metric.EUCLIDEAN)) {
            for (FloatMatrix query : List.of(query(0, 0), query(1, 0), query(0, 2))) {
                for (int k = 1; k <= 5; k++) {
                    assertEquals(exact.search(query, k), index.search(query, k));
                }
            }
        }
    }

    @Test
    void k_above_what_the_engine_serves_is_refused_without_a_request() throws IOException {
        try (StubServer server = new StubServer(request -> StubServer.found("", List.of()));
                NeighborIndex index = index(server.client(), Metric.EUCLIDEAN, 5_000, new int[0], 4, 50)) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> index.search(query(0, 0), 51));

            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("k must be in 1..50, the most neighbors"),
                    refused.getMessage());
            assertEquals(List.of(), server.requests);
        }
    }

    private static String failure(NeighborIndex index) {
        return String.valueOf(assertThrows(UncheckedIOException.class, () -> index.search(query(0, 0), 2))
                .getMessage());
    }

    @Test
    void a_server_that_cannot_be_reached_is_told() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (SolrClient client = StubServer.client(free);
                NeighborIndex index = index(client, Metric.EUCLIDEAN, 100, new int[0], 4, 50)) {
            String message = failure(index);

            assertTrue(message.startsWith("cannot search in the Solr collection good-vectors: "), message);
            assertTrue(message.contains("check that the server is reachable"), message);
        }
    }

    @Test
    void a_server_that_is_too_slow_is_told() throws IOException {
        try (StubServer server = new StubServer(request -> "");
                NeighborIndex index = index(server.client(), Metric.EUCLIDEAN, 100, new int[0], 4, 50)) {
            String message = failure(index);

            assertTrue(message.startsWith("cannot search in the Solr collection good-vectors: "), message);
            assertTrue(message.contains("timeouts of the SolrClient"), message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"503 busy", "404 none", "500 broken", "<not", "<response/>"})
    void an_answer_that_is_none_is_told(String answer) throws IOException {
        try (StubServer server = new StubServer(request -> answer);
                NeighborIndex index = index(server.client(), Metric.EUCLIDEAN, 100, new int[0], 4, 50)) {
            assertTrue(failure(index).contains("the Solr collection good-vectors"), failure(index));
        }
    }

    @Test
    void an_answer_without_some_shards_or_vectors_is_told() throws IOException {
        String partial = StubServer.found("<bool name=\"partialResults\">true</bool>", List.of());
        String few = StubServer.found("", List.of(StubServer.vector(1, 2, 3)));
        String other = StubServer.found("", List.of(StubServer.vector(1, 2), StubServer.vector(2, 2)));
        String[] expected = {"without some of its shards", "found 1 of 2 neighbors", "without a vector of 2 values"};
        String[] answers = {partial, few, other};
        for (int i = 0; i < 3; i++) {
            String answer = answers[i];
            try (StubServer server = new StubServer(request -> answer);
                    NeighborIndex index = index(server.client(), Metric.EUCLIDEAN, 100, new int[0], 4, 50)) {
                String message = failure(index);

                assertTrue(message.contains(expected[i]), message);
            }
        }
    }

    @Test
    void an_interrupted_search_is_cancelled() throws IOException {
        try (StubServer server = new StubServer(request -> "");
                NeighborIndex index = index(server.client(), Metric.EUCLIDEAN, 100, new int[0], 4, 50)) {
            Thread.currentThread().interrupt();

            assertThrows(CancellationException.class, () -> index.search(query(0, 0), 2));

            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void a_collection_of_another_model_or_with_fewer_vectors_is_refused() throws IOException {
        Path file = directory.resolve("index");
        String own = about("network\nlayer\ngood\nEUCLIDEAN\n3 x 2");
        String other = about("other\nlayer\ngood\nEUCLIDEAN\n3 x 2");
        List<String> three = List.of("<doc/>", "<doc/>", "<doc/>");

        try (StubServer server = new StubServer(request -> answer(request, List.of(own), three))) {
            SolrFactory factory = new SolrFactory(server.client(), "test");
            factory.save(index(server.client(), Metric.EUCLIDEAN, 3, new int[0], 4, 50), file);
            try (NeighborIndex loaded = factory.load(file)) {
                assertEquals(3, loaded.size());
            }
        }
        try (StubServer server = new StubServer(request -> answer(request, List.of(other), three))) {
            DknnFormatException refused =
                    assertThrows(DknnFormatException.class, () -> new SolrFactory(server.client(), "test").load(file));
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .contains("expected network, layer, good, EUCLIDEAN, 3 x 2, found other"),
                    refused.getMessage());
        }
        try (StubServer server = new StubServer(request -> answer(request, List.of(), three))) {
            IOException refused =
                    assertThrows(IOException.class, () -> new SolrFactory(server.client(), "test").load(file));
            assertTrue(String.valueOf(refused.getMessage()).contains("has no set s1"), refused.getMessage());
        }
        try (StubServer server = new StubServer(request -> answer(request, List.of(own), three.subList(0, 2)))) {
            IOException refused =
                    assertThrows(IOException.class, () -> new SolrFactory(server.client(), "test").load(file));
            assertTrue(String.valueOf(refused.getMessage()).contains("has 2 of the 3 vectors"), refused.getMessage());
        }
    }

    private static String about(String text) {
        return "<doc><str name=\"dknn_about\">" + text + "</str></doc>";
    }

    private static String answer(String request, List<String> about, List<String> vectors) {
        return StubServer.found("", request.contains("{!term f=id}s1") ? about : vectors);
    }

    @Test
    void impossible_settings_are_refused() throws IOException {
        try (StubServer server = new StubServer(request -> "")) {
            SolrFactory factory = new SolrFactory(server.client(), "test");
            assertThrows(IllegalArgumentException.class, () -> new SolrFactory(server.client(), "a b"));
            assertThrows(IllegalArgumentException.class, () -> factory.shards(0, 1));
            assertThrows(IllegalArgumentException.class, () -> factory.searchWidth(0));
            assertThrows(IllegalArgumentException.class, () -> factory.mostNeighbors(0));
            NeighborIndex foreign = ExactIndex.factory().build(query(1, 2), Metric.EUCLIDEAN);
            assertThrows(IllegalArgumentException.class, () -> factory.drop(foreign));
            assertThrows(IllegalArgumentException.class, () -> factory.save(foreign, directory.resolve("f")));
        }
    }

    @Test
    void dropping_deletes_the_documents_of_the_set() throws IOException {
        try (StubServer server = new StubServer(request -> StubServer.found("", List.of()))) {
            SolrIndex index = index(server.client(), Metric.EUCLIDEAN, 100, new int[0], 4, 50);

            new SolrFactory(server.client(), "test").drop(index);

            assertEquals(3, server.requests.size());
            assertTrue(server.requests.stream().allMatch(request -> request.startsWith("/solr/good-vectors/update ")));
            assertThrows(IllegalStateException.class, () -> index.search(query(0, 0), 1));
        }
    }
}
