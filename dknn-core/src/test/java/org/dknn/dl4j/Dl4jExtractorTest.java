package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.activation.Activations;
import org.dknn.activation.Batches;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jExtractorTest {

    private static final float TOLERANCE = 1e-5f;

    /** The networks that DL4J's masks do not serve rightly, and an extractor of all that counts in each. */
    private static final Map<String, Supplier<Dl4jExtractor<String>>> EXTRACTORS = Map.of(
            "convolutions",
            () -> Dl4jExtractor.builder(Networks.cnn(), new IdEncoder())
                    .layer("embedding", Pooling.MEAN_OVER_TIME)
                    .layer("pooled")
                    .layer("dense")
                    .build(),
            "stacked convolutions",
            () -> Dl4jExtractor.builder(Networks.stackedConvolutions(), new IdEncoder())
                    .layer("sequence0", Pooling.MEAN_OVER_TIME)
                    .layer("pooled")
                    .layer("dense")
                    .build(),
            "convolution without padding",
            () -> Dl4jExtractor.builder(Networks.unpaddedConvolution(), new IdEncoder(LengthPolicy.minimum(4)))
                    .layer("sequence0", Pooling.MAX_OVER_TIME)
                    .layer("dense")
                    .build(),
            "BiLSTM",
            () -> Dl4jExtractor.builder(Networks.biLstm(), new IdEncoder())
                    .layer("1", Pooling.LAST_STEP)
                    .layer("2")
                    .layer("3")
                    .build(),
            "stacked BiLSTM",
            () -> Dl4jExtractor.builder(Networks.stackedBiLstm(), new IdEncoder())
                    .layer("1", Pooling.MEAN_OVER_TIME)
                    .layer("3")
                    .layer("4")
                    .build(),
            "last step",
            () -> Dl4jExtractor.builder(Networks.lastStepLstm(), new IdEncoder())
                    .layer("1")
                    .layer("2")
                    .build());

    static List<String> networks() {
        return EXTRACTORS.keySet().stream().sorted().toList();
    }

    private static Dl4jExtractor<String> extractor(String network) {
        return EXTRACTORS.get(network).get();
    }

    /** Texts of 0 to 25 words, most lengths more than once. */
    private static List<String> texts() {
        Random random = new Random(23);
        List<String> texts = new ArrayList<>(List.of("", "7"));
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder(String.valueOf(random.nextInt(Networks.WORDS)));
            for (int t = random.nextInt(25); t > 0; t--) {
                text.append(' ').append(random.nextInt(Networks.WORDS));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_text_alone_is_as_in_a_batch(String network) {
        Dl4jExtractor<String> extractor = extractor(network);
        List<String> texts = texts();

        Activations together = extractor.extract(texts);

        for (int i = 0; i < texts.size(); i++) {
            assertRowsEqual(extractor.extract(List.of(texts.get(i))), 0, together, i);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_text_does_not_remember_the_one_before(String network) {
        Dl4jExtractor<String> extractor = extractor(network);
        List<String> texts = texts();
        List<String> reversed = new ArrayList<>(texts);
        Collections.reverse(reversed);

        Activations forth = extractor.extract(texts);
        Activations back = extractor.extract(reversed);

        for (int i = 0; i < texts.size(); i++) {
            assertRowsEqual(forth, i, back, texts.size() - 1 - i);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void eight_threads_get_what_one_gets(String network) throws Exception {
        Dl4jExtractor<String> extractor = extractor(network);
        List<String> texts = texts();
        Activations expected = extractor.extract(texts);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Activations>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                List<String> some = texts.subList(i, texts.size());
                results.add(threads.submit(() -> extractor.extract(some)));
            }
            for (int i = 0; i < results.size(); i++) {
                Activations got = results.get(i).get();
                for (int row = 0; row < got.rows(); row++) {
                    assertRowsEqual(got, row, expected, row + i);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertRowsEqual(Activations one, int row, Activations other, int otherRow) {
        assertEquals(one.layers(), other.layers());
        for (int layer = 0; layer < one.layers().size(); layer++) {
            assertArrayEquals(
                    one.matrices().get(layer).row(row),
                    other.matrices().get(layer).row(otherRow),
                    TOLERANCE,
                    one.layers().get(layer) + ", row " + otherRow);
        }
        assertArrayEquals(one.probabilities().row(row), other.probabilities().row(otherRow), TOLERANCE);
    }

    @Test
    void layers_of_a_graph_are_what_dl4j_computes() {
        ComputationGraph graph = Networks.cnn();
        INDArray ids = Nd4j.createFromArray(new int[][] {{3, 1, 4, 1, 5}});

        Map<String, INDArray> expected = graph.feedForward(new INDArray[] {ids}, false);
        Activations got = Dl4jExtractor.builder(graph, new IdEncoder())
                .layer("pooled")
                .layer("embedding", Pooling.MEAN_OVER_TIME)
                .layer("conv3", Pooling.MAX_OVER_TIME)
                .layer("conv4", Pooling.LAST_STEP)
                .build()
                .extract(List.of("3 1 4 1 5"));

        assertArrayEquals(
                expected.get("pooled").toFloatVector(), got.matrices().get(0).row(0), 1e-6f);
        assertArrayEquals(
                expected.get("embedding").mean(2).toFloatVector(),
                got.matrices().get(1).row(0),
                1e-6f);
        assertArrayEquals(
                expected.get("max3").toFloatVector(), got.matrices().get(2).row(0), 1e-6f);
        INDArray conv4 = expected.get("conv4");
        for (int channel = 0; channel < conv4.size(1); channel++) {
            assertEquals(conv4.getFloat(0, channel, 4), got.matrices().get(3).get(0, channel), 1e-6f);
        }
        assertArrayEquals(
                expected.get("out").toFloatVector(), got.probabilities().row(0), 1e-6f);
    }

    @Test
    void layers_of_a_list_are_what_dl4j_computes() {
        MultiLayerNetwork network = Networks.biLstm();
        INDArray ids = Nd4j.createFromArray(new int[][] {{3, 1, 4}});

        List<INDArray> expected = network.feedForward(ids, false); // the input comes first
        Activations got = Dl4jExtractor.builder(network, new IdEncoder())
                .layer("2")
                .layer("3")
                .build()
                .extract(List.of("3 1 4"));

        assertArrayEquals(expected.get(3).toFloatVector(), got.matrices().get(0).row(0), 1e-6f);
        assertArrayEquals(expected.get(4).toFloatVector(), got.matrices().get(1).row(0), 1e-6f);
        assertArrayEquals(expected.get(5).toFloatVector(), got.probabilities().row(0), 1e-6f);
    }

    @Test
    void layers_of_a_list_have_their_names_or_numbers() {
        assertEquals(List.of("0", "hidden", "2", "3"), layersOf("", "hidden", "", ""));
        assertEquals(List.of("a", "b", "c", "d"), layersOf("a", "b", "c", "d"));
        // a name that is there twice, as a number or as the input is one, tells nothing
        assertEquals(List.of("0", "1", "2", "3"), layersOf("a", "a", "", ""));
        assertEquals(List.of("0", "1", "2", "3"), layersOf("", "0", "", ""));
        assertEquals(List.of("0", "1", "2", "3"), layersOf("", "in", "", ""));
    }

    /** As an unknown name lists them. */
    private static List<String> layersOf(String... names) {
        MultiLayerNetwork network = Networks.named(names);
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Dl4jExtractor.builder(network, new IdEncoder())
                                .layer("none")
                                .build())
                        .getMessage());
        return List.of(message.substring(message.indexOf('[') + 1, message.indexOf(']'))
                .split(", "));
    }

    @Test
    void the_network_itself_is_never_run() {
        ComputationGraph graph = Networks.cnn();
        INDArray parameters = graph.params().dup();
        String configuration = graph.getConfiguration().toJson();
        Dl4jExtractor<String> extractor =
                Dl4jExtractor.builder(graph, new IdEncoder()).layer("dense").build();
        graph.setInputs(Nd4j.createFromArray(new int[][] {{9, 9}}));

        extractor.extract(texts());

        assertArrayEquals(new int[] {9, 9}, graph.getInput(0).toIntVector());
        assertEquals(parameters, graph.params());
        assertEquals(configuration, graph.getConfiguration().toJson());
    }

    @Test
    void progress_counts_every_input_once() {
        AtomicInteger done = new AtomicInteger();

        Dl4jExtractor.builder(Networks.cnn(), new IdEncoder())
                .layer("dense")
                .batchSize(4)
                .workers(3)
                .build()
                .extract(texts(), done::addAndGet);

        assertEquals(texts().size(), done.get());
    }

    @Test
    void no_inputs_give_no_rows() {
        Activations none = extractor("convolutions").extract(List.of());

        assertEquals(0, none.rows());
        assertEquals(16, none.matrices().get(1).columns());
    }

    @Test
    void sequences_with_channels_last_are_pooled_over_time() {
        ComputationGraph graph = Networks.trained(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder()
                                .nIn(Networks.WORDS)
                                .nOut(8)
                                .outputDataFormat(RNNFormat.NWC)
                                .build(),
                        "words")
                .addLayer(
                        "pooled",
                        new GlobalPoolingLayer.Builder(PoolingType.AVG)
                                .poolingDimensions(1)
                                .build(),
                        "embedding")
                .addLayer("out", Networks.softmax(8), "pooled")
                .setOutputs("out"));

        Activations got = Dl4jExtractor.builder(graph, new IdEncoder())
                .layer("embedding", Pooling.MEAN_OVER_TIME)
                .layer("pooled")
                .build()
                .extract(List.of("3 1 4"));

        assertArrayEquals(got.matrices().get(1).row(0), got.matrices().get(0).row(0), 1e-6f);
    }

    @Test
    void a_text_of_5000_words_is_read() {
        String text = "3" + " 5".repeat(4999);

        Activations got = extractor("convolutions").extract(List.of(text, text, "3 5"));

        assertRowsEqual(got, 0, got, 1);
    }

    @Test
    void half_and_double_networks_are_read_as_floats() {
        FloatMatrix asFloat = dense(DataType.FLOAT);

        assertArrayEquals(asFloat.row(0), dense(DataType.DOUBLE).row(0), 1e-5f);
        assertArrayEquals(asFloat.row(0), dense(DataType.FLOAT16).row(0), 2e-2f);
    }

    private static FloatMatrix dense(DataType type) {
        ComputationGraph source = Networks.cnn();
        ComputationGraph graph = new ComputationGraph(
                Networks.cnnGraph(Networks.settings().dataType(type)).build());
        graph.init(source.params().castTo(type), true);
        return Dl4jExtractor.builder(graph, new IdEncoder())
                .layer("dense")
                .build()
                .extract(List.of("3 1 4 1 5 9 2 6"))
                .matrices()
                .get(0);
    }

    /** 2049 is no number in half precision: it would be read as 2048. */
    @Test
    void half_networks_tell_large_word_numbers_apart() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT16)
                .graphBuilder()
                .addInputs("words")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder().nIn(3000).nOut(4).build(),
                        "words")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "embedding")
                .addLayer("out", Networks.softmax(4), "pooled")
                .setOutputs("out")
                .build());
        graph.init();

        FloatMatrix pooled = Dl4jExtractor.builder(graph, new IdEncoder())
                .layer("pooled")
                .build()
                .extract(List.of("2048", "2049"))
                .matrices()
                .get(0);

        assertFalse(java.util.Arrays.equals(pooled.row(0), pooled.row(1)));
    }

    @Test
    void wrong_layers_are_refused_with_the_right_ones() {
        Dl4jExtractor.Builder<String> builder = Dl4jExtractor.builder(Networks.cnn(), new IdEncoder());
        assertRefused("needs at least one layer, got none; there are [embedding,", builder::build);

        assertRefused(
                "no layer \"dense1\"; there are [embedding, conv3, conv4, max3, max4, pooled, dense, out]",
                () -> Dl4jExtractor.builder(Networks.cnn(), new IdEncoder())
                        .layer("dense1")
                        .build());
        assertRefused("there are [0, 1, 2, 3, 4]", () -> Dl4jExtractor.builder(Networks.biLstm(), new IdEncoder())
                .layer("dense")
                .build());
        assertRefused("\"dense\" was added twice", () -> Dl4jExtractor.builder(Networks.cnn(), new IdEncoder())
                .layer("dense")
                .layer("dense")
                .build());
    }

    @Test
    void a_sequence_needs_a_pooling_and_a_vector_none() {
        assertRefused("needs a pooling, one of [MAX_OVER_TIME, MEAN_OVER_TIME, LAST_STEP]", () -> Dl4jExtractor.builder(
                        Networks.cnn(), new IdEncoder())
                .layer("conv3")
                .build());
        assertRefused(
                "needs no pooling, got MAX_OVER_TIME", () -> Dl4jExtractor.builder(Networks.cnn(), new IdEncoder())
                        .layer("dense", Pooling.MAX_OVER_TIME)
                        .build());
    }

    /** A layer that sees every step as a row looks right for one text of one word, and gives others' rows for more. */
    @Test
    void a_layer_with_a_row_a_step_is_refused() {
        Dl4jExtractor<String> extractor = Dl4jExtractor.builder(Networks.densePerStep(), new IdEncoder())
                .layer("2")
                .build();

        assertRefused(
                "layer \"2\" must give one vector per input, always of one width: [2 x 8], got [6, 8]",
                () -> extractor.extract(List.of("3 1 4", "1 5 9")));
    }

    @Test
    void a_word_the_network_has_no_row_for_is_refused() {
        Dl4jExtractor<String> extractor = Dl4jExtractor.builder(Networks.cnn(), new IdEncoder())
                .layer("dense")
                .build();

        assertRefused(
                "the network cannot read 1 inputs of lengths [2]",
                () -> extractor.extract(List.of("3 " + Networks.WORDS)));
    }

    @Test
    void a_network_that_needs_longer_texts_says_so_at_once() {
        assertRefused("need longer texts: give the encoder LengthPolicy.minimum(n)", () -> Dl4jExtractor.builder(
                        Networks.unpaddedConvolution(), new IdEncoder())
                .layer("dense")
                .build());
    }

    @Test
    void a_network_without_class_probabilities_is_refused() {
        assertRefused("must give probabilities that sum to 1", () -> Dl4jExtractor.builder(
                        withOutput(3, Activation.IDENTITY), new IdEncoder())
                .layer("pooled")
                .build());
    }

    private static ComputationGraph withOutput(int classes, Activation activation) {
        ComputationGraph graph = new ComputationGraph(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", Networks.embedding(), "words")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "embedding")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction.MSE)
                                .nIn(8)
                                .nOut(classes)
                                .activation(activation)
                                .build(),
                        "pooled")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    @Test
    void a_network_without_parameters_is_refused() {
        assertRefused("must be initialized", () -> Dl4jExtractor.builder(
                        new ComputationGraph(
                                Networks.cnnGraph(Networks.settings()).build()),
                        new IdEncoder())
                .layer("dense")
                .build());
    }

    @Test
    void nan_weights_are_refused_by_layer_and_row() {
        ComputationGraph graph = Networks.cnn();
        Dl4jExtractor<String> extractor =
                Dl4jExtractor.builder(graph, new IdEncoder()).layer("dense").build();
        graph.getLayer("embedding").getParam("W").putScalar(new int[] {9, 0}, Float.NaN);

        extractor.extract(List.of("3 1"));
        assertRefused(
                "activations of layer dense must be finite, got NaN at row 1",
                () -> extractor.extract(List.of("3 1", "9 1 9", "4")));
    }

    @Test
    void impossible_settings_are_refused() {
        Dl4jExtractor.Builder<String> builder = Dl4jExtractor.builder(Networks.cnn(), new IdEncoder());

        assertRefused("at least 1 row, got 0", () -> builder.batchSize(0));
        assertRefused("at least 1 worker, got 0", () -> builder.workers(0));
        assertRefused("a length must be at least 1, got 0", () -> LengthPolicy.minimum(0));
    }

    @Test
    void batches_hold_equal_lengths_and_few_tokens() {
        List<String> texts = new ArrayList<>(texts());
        texts.add("1" + " 2".repeat(Batches.MAX_TOKENS));
        List<int[]> batches = Batches.ofEqualLengths(texts, new IdEncoder()::lengths, 4);

        int planned = 0;
        for (int[] batch : batches) {
            assertTrue(batch.length <= 4);
            planned += batch.length;
            for (int position : batch) {
                assertEquals(
                        new IdEncoder().lengths(texts.get(batch[0])), new IdEncoder().lengths(texts.get(position)));
            }
        }
        assertEquals(texts.size(), planned);
    }
}
