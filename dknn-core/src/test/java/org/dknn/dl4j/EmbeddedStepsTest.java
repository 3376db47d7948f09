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
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EmbeddedStepsTest {

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

    private static Optional<EmbeddedSteps> shared(Embedded network) {
        return EmbeddedSteps.of(
                network.graph(),
                network.layer(),
                features -> plain(network.graph(), network.layer(), features),
                List.of(1));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void words_have_the_vectors_that_the_network_gives_them(Embedded network) {
        EmbeddedSteps steps = shared(network).orElseThrow();
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
        Optional<EmbeddedSteps> other = EmbeddedSteps.of(
                cnn, "embedding", features -> withOneChanged(plain(cnn, "embedding", features)), List.of(1));
        assertTrue(other.isEmpty());
        assertTrue(shared(new Embedded(GraphAdapter.replica(Networks.twoInputs()), embedding(Networks.twoInputs())))
                .isEmpty());
        ComputationGraph tanh = GraphAdapter.replica(withActivation(Activation.TANH));
        assertTrue(shared(new Embedded(tanh, "embedding")).isEmpty());
        assertTrue(shared(new Embedded(GraphAdapter.replica(withActivation(Activation.IDENTITY)), "embedding"))
                .isPresent());
    }

    private static String embedding(ComputationGraph graph) {
        return EmbeddingHeights.sequences(graph.getConfiguration()).get(0);
    }

    private static ComputationGraph withActivation(Activation activation) {
        ComputationGraph graph = new ComputationGraph(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .setInputTypes(InputType.recurrent(1))
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder()
                                .nIn(Networks.WORDS)
                                .nOut(4)
                                .activation(activation)
                                .build(),
                        "words")
                .addLayer(
                        "output",
                        new RnnOutputLayer.Builder()
                                .nIn(4)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "embedding")
                .setOutputs("output")
                .build());
        graph.init();
        return graph;
    }

    private static FloatMatrix withOneChanged(FloatMatrix rows) {
        float[] values = new float[rows.rows() * rows.columns()];
        rows.copyRows(0, rows.rows(), values, 0);
        values[values.length - 1] = Math.nextUp(values[values.length - 1]);
        return FloatMatrix.wrap(rows.rows(), rows.columns(), values);
    }

    @Test
    void words_that_the_table_does_not_have_are_left_to_the_network() {
        EmbeddedSteps steps = shared(new Embedded(GraphAdapter.replica(Networks.cnn()), "embedding"))
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
