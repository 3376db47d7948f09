package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SharedStepsTest {

    /** A network and the name of its embedding. */
    private record Embedded(ComputationGraph graph, String layer) {}

    static Stream<Embedded> networks() {
        return Stream.of(
                new Embedded(GraphAdapter.replica(Networks.cnn()), "embedding"),
                new Embedded(GraphAdapter.replica(GraphAdapter.of(Networks.biLstm())), "0"),
                new Embedded(GraphAdapter.replica(GraphAdapter.of(Networks.lastStepLstm())), "0"));
    }

    private static FloatMatrix plain(ComputationGraph graph, String layer, List<INDArray> features) {
        INDArray output = graph.output(List.of(layer), false, features.toArray(new INDArray[0]), null)[0];
        INDArray rows = output.permute(0, 2, 1).dup('c').reshape('c', output.size(0) * output.size(2), output.size(1));
        return FloatMatrix.wrap((int) rows.size(0), (int) rows.size(1), ArrayRows.copy(rows));
    }

    private static Optional<SharedSteps> shared(Embedded network) {
        return SharedSteps.of(
                network.graph(),
                network.layer(),
                features -> plain(network.graph(), network.layer(), features),
                List.of(1));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void words_have_the_vectors_that_the_network_gives_them(Embedded network) {
        SharedSteps steps = shared(network).orElseThrow();
        Random random = new Random(3);
        for (int length : new int[] {1, 2, 17}) {
            int[][] words = new int[5][length];
            for (int[] text : words) {
                Arrays.setAll(text, i -> random.nextInt(Networks.WORDS));
            }
            List<INDArray> features = List.of(Nd4j.createFromArray(words));

            List<FloatMatrix> found = steps.run(features, 5).orElseThrow();

            assertEquals(plain(network.graph(), network.layer(), features), FloatMatrix.concat(found));
            assertEquals(5, found.size());
        }
    }

    @Test
    void what_is_no_embedding_or_has_other_values_is_left_to_the_network() {
        ComputationGraph cnn = GraphAdapter.replica(Networks.cnn());
        assertTrue(shared(new Embedded(cnn, "conv3")).isEmpty());
        assertTrue(shared(new Embedded(GraphAdapter.replica(GraphAdapter.of(Networks.biLstm())), "1"))
                .isEmpty());
        Optional<SharedSteps> other = SharedSteps.of(
                cnn,
                "embedding",
                features -> {
                    float[] rows = new float[Networks.WORDS];
                    return FloatMatrix.wrap(1, rows.length, rows);
                },
                List.of(1));
        assertTrue(other.isEmpty());
    }

    @Test
    void words_that_the_table_does_not_have_are_left_to_the_network() {
        SharedSteps steps = shared(new Embedded(GraphAdapter.replica(Networks.cnn()), "embedding"))
                .orElseThrow();
        List<INDArray> beyond = List.of(Nd4j.createFromArray(new int[][] {{1, Networks.WORDS}}));
        List<INDArray> below = List.of(Nd4j.createFromArray(new int[][] {{-1, 1}}));

        assertFalse(steps.run(beyond, 1).isPresent() || steps.run(below, 1).isPresent());
        assertFalse(steps.run(List.of(Nd4j.createFromArray(new int[][] {{1}, {2}})), 1)
                .isPresent());
        assertRefused("the network cannot read inputs of lengths [2]", () -> Dl4jStepExtractor.of(
                        Networks.cnn(), new IdEncoder(), "embedding")
                .extract(List.of("1 " + Networks.WORDS)));
    }

    /** A value that is not finite is refused by name, whoever reads it. */
    @Test
    void a_table_with_a_hole_is_refused_where_it_is_read() {
        ComputationGraph graph = Networks.cnn();
        graph.getLayer("embedding").getParam("W").putScalar(3, 0, Float.NaN);
        Dl4jStepExtractor<String> steps = Dl4jStepExtractor.of(graph, new IdEncoder(), "embedding");

        assertEquals(1, steps.extract(new ArrayList<>(List.of("2"))).size());
        assertRefused("activations of layer embedding", () -> steps.extract(List.of("2 3")));
    }
}
