package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.Activations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class SharedForwardTest {

    /** Of the largest value of a layer. */
    private static final double TOLERANCE = 1.2e-6;

    private static final List<LayerSelection> VECTORS = Stream.of("pooled", "dense1", "dense2")
            .map(name -> new LayerSelection(name, Optional.empty()))
            .toList();

    static Stream<SharedNetworks> networks() {
        List<SharedNetworks> networks = new ArrayList<>();
        List<PoolingType> poolings = List.of(PoolingType.MAX, PoolingType.AVG, PoolingType.SUM);
        List<Activation> activations = List.of(
                Activation.RELU, Activation.TANH, Activation.SIGMOID, Activation.LEAKYRELU, Activation.IDENTITY);
        for (ConvolutionMode mode : List.of(ConvolutionMode.Same, ConvolutionMode.Causal, ConvolutionMode.Truncate)) {
            for (int width : List.of(7, 100)) {
                for (boolean isDeep : List.of(false, true)) {
                    int i = networks.size();
                    // DL4J cannot run dilated convolutions of other modes
                    int dilation = mode == ConvolutionMode.Causal && isDeep ? 2 : 1;
                    networks.add(new SharedNetworks(
                            width, mode, dilation, activations.get(i % 5), poolings.get(i % 3), isDeep, i % 4 != 3));
                }
            }
        }
        return networks.stream();
    }

    private static LayerReader reader(ComputationGraph graph, List<LayerSelection> selections, int length) {
        IdEncoder encoder = new IdEncoder(LengthPolicy.minimum(length));
        return LayerReader.of(graph, selections, Output.only(), encoder, "");
    }

    private static SharedForward shared(ComputationGraph graph, LayerReader reader, Integer... lengths) {
        return optional(graph, reader, graph, lengths).orElseThrow();
    }

    private static Optional<SharedForward> optional(
            ComputationGraph graph, LayerReader reader, ComputationGraph plain, Integer... lengths) {
        return SharedForward.of(graph, reader.arrays(), features -> reader.run(plain, features), List.of(lengths));
    }

    private static void assertEqual(LayerReader reader, ComputationGraph graph, SharedForward shared, INDArray... ids) {
        assertEqual(TOLERANCE, reader, graph, shared, ids);
    }

    private static void assertEqual(
            double tolerance, LayerReader reader, ComputationGraph graph, SharedForward shared, INDArray... ids) {
        List<float[]> expected = reader.run(graph, List.of(ids));

        List<float[]> got = shared.run(List.of(ids), (int) ids[0].size(0)).orElseThrow();

        assertEquals(expected.size(), got.size());
        for (int layer = 0; layer < expected.size(); layer++) {
            assertEquals(expected.get(layer).length, got.get(layer).length);
            double difference = SharedForward.difference(expected.get(layer), got.get(layer));
            // the softmax makes as much of an error in logits of some tens
            double allowed = layer < expected.size() - 1 ? tolerance : 4 * tolerance;
            assertTrue(difference <= allowed, "layer " + layer + ": " + difference);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void values_are_those_of_dl4j(SharedNetworks network) {
        ComputationGraph graph = network.make(3);
        int shortest = network.mode() == ConvolutionMode.Truncate ? 5 : 1;
        LayerReader reader = reader(graph, VECTORS, shortest);
        SharedForward shared = shared(graph, reader, shortest);
        Random random = new Random(5);
        // dense layers over sums of many steps add values far above the range of their activation
        double tolerance = network.pooling() == PoolingType.SUM ? 3 * TOLERANCE : TOLERANCE;

        for (int length : new int[] {1, 2, 3, 5, 12, 41}) {
            if (length >= shortest) {
                assertEqual(tolerance, reader, graph, shared, SharedNetworks.ids(SharedNetworks.text(length, random)));
            }
            if (length > shortest) {
                int[] text = SharedNetworks.text(length, random);
                assertEqual(tolerance, reader, graph, shared, SharedNetworks.ids(SharedNetworks.leaveOneOut(text)));
            }
        }
    }

    @Test
    void layers_over_time_are_pooled_as_dl4j_pools_them() {
        ComputationGraph graph = GraphAdapter.of(network(true).make(4));
        LayerReader reader = reader(
                graph,
                List.of(
                        new LayerSelection("embedding", Optional.of(Pooling.MEAN_OVER_TIME)),
                        new LayerSelection("conv4", Optional.of(Pooling.MAX_OVER_TIME)),
                        new LayerSelection("drop4", Optional.of(Pooling.LAST_STEP)),
                        new LayerSelection("twice5", Optional.of(Pooling.MAX_OVER_TIME)),
                        new LayerSelection("pool3", Optional.empty())),
                1);

        assertEqual(
                reader,
                graph,
                shared(graph, reader, 1),
                SharedNetworks.ids(SharedNetworks.leaveOneOut(SharedNetworks.text(9, new Random(2)))));
    }

    private static SharedNetworks network(boolean isDeep) {
        return new SharedNetworks(10, ConvolutionMode.Same, 1, Activation.RELU, PoolingType.MAX, isDeep, true);
    }

    @Test
    void both_texts_of_a_pair_share() {
        ComputationGraph graph = network(false).makeOfPairs(6);
        LayerReader reader =
                LayerReader.of(graph, VECTORS, Output.only(), new PairIdEncoder(), new PairIdEncoder().blank());
        Random random = new Random(3);
        int[] one = SharedNetworks.text(6, random);
        int[] two = SharedNetworks.text(4, random);
        int[][] twos = Stream.generate(() -> two).limit(6).toArray(int[][]::new);

        assertEqual(
                reader,
                graph,
                shared(graph, reader, 1, 1),
                SharedNetworks.ids(SharedNetworks.leaveOneOut(one)),
                SharedNetworks.ids(twos));
    }

    @Test
    void the_shape_of_numbers_changes_nothing() {
        ComputationGraph graph = network(false).make(7);
        LayerReader reader = reader(graph, VECTORS, 1);
        SharedForward shared = shared(graph, reader, 1);
        INDArray ids = SharedNetworks.ids(SharedNetworks.leaveOneOut(SharedNetworks.text(8, new Random(9))));
        List<float[]> expected = shared.run(List.of(ids), 8).orElseThrow();

        for (INDArray same : List.of(ids.castTo(DataType.FLOAT), ids.reshape(8, 1, 7), ids.dup('f'))) {
            List<float[]> got = shared.run(List.of(same), 8).orElseThrow();

            for (int layer = 0; layer < expected.size(); layer++) {
                assertArrayEquals(expected.get(layer), got.get(layer));
            }
        }
    }

    @Test
    void what_only_dl4j_can_judge_is_left_to_it() {
        ComputationGraph graph = new SharedNetworks(
                        10, ConvolutionMode.Truncate, 1, Activation.RELU, PoolingType.MAX, false, true)
                .make(8);
        SharedForward shared = shared(graph, reader(graph, VECTORS, 5), 5);

        assertTrue(shared.run(List.of(SharedNetworks.ids(new int[] {1, 2})), 1).isEmpty(), "too short");
        assertTrue(
                shared.run(List.of(SharedNetworks.ids(new int[] {1, 2, 3, 4, -1})), 1)
                        .isEmpty(),
                "negative");
        assertTrue(
                shared.run(List.of(SharedNetworks.ids(new int[] {1, 2, 3, 4, SharedNetworks.WORDS})), 1)
                        .isEmpty(),
                "no word");
        INDArray half = SharedNetworks.ids(new int[] {1, 2, 3, 4, 5})
                .castTo(DataType.FLOAT)
                .addi(0.5);
        assertTrue(shared.run(List.of(half), 1).isEmpty(), "half a word");
    }

    @Test
    void a_number_without_a_word_is_refused_as_before() {
        Dl4jExtractor<String> extractor = Dl4jExtractor.builder(network(false).make(9), new IdEncoder())
                .layer("pooled")
                .build();

        assertRefused("cannot read", () -> extractor.extract(List.of("1 2 99")));
    }

    static Stream<Supplier<Model>> others() {
        return Stream.of(Networks::biLstm, Networks::stackedBiLstm, Networks::lastStepLstm, Networks::densePerStep);
    }

    @ParameterizedTest
    @MethodSource("others")
    void networks_of_other_shapes_are_left_to_dl4j(Supplier<Model> network) {
        ComputationGraph graph = GraphAdapter.of(network.get());
        String last = graph.getConfiguration().getNetworkOutputs().get(0);
        LayerReader reader = reader(graph, List.of(new LayerSelection(last, Optional.empty())), 1);

        assertTrue(optional(graph, reader, graph, 1).isEmpty());
    }

    @Test
    void values_that_differ_from_those_of_dl4j_are_left_to_it() {
        ComputationGraph graph = network(false).make(10);
        LayerReader reader = reader(graph, VECTORS, 1);
        ComputationGraph other = network(false).make(11);

        assertTrue(optional(graph, reader, graph, 1).isPresent());
        assertTrue(optional(graph, reader, other, 1).isEmpty());
    }

    @Test
    void texts_of_an_extractor_are_as_dl4j_computes_them() {
        ComputationGraph graph = network(true).make(12);
        Dl4jExtractor<String> extractor = Dl4jExtractor.builder(graph, new IdEncoder(LengthPolicy.minimum(3)))
                .layer("pooled")
                .layer("dense2")
                .build();
        Random random = new Random(4);
        List<String> texts = new ArrayList<>(List.of("", "5", "5 5 5 5 5 5"));
        for (int[] variant : SharedNetworks.leaveOneOut(SharedNetworks.text(15, random))) {
            texts.add(Arrays.stream(variant).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
        }

        Activations got = extractor.extract(texts);

        IdEncoder encoder = new IdEncoder(LengthPolicy.minimum(3));
        IntStream.range(0, texts.size()).forEach(i -> {
            INDArray[] features = encoder.encode(List.of(texts.get(i))).toArray(new INDArray[0]);
            INDArray[] expected = graph.output(List.of("pooled", "dense2", "out"), false, features, null);
            assertArrayEquals(expected[0].toFloatVector(), got.matrices().get(0).row(i), 2e-6f, texts.get(i));
            assertArrayEquals(expected[1].toFloatVector(), got.matrices().get(1).row(i), 2e-6f, texts.get(i));
            assertArrayEquals(expected[2].toFloatVector(), got.probabilities().row(i), 2e-6f, texts.get(i));
        });
    }
}
