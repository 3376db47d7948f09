package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jGradientExtractorTest {

    private static final String TEXT = "3 1 4 6 5 9";

    /** A network and what reads for it. */
    record Case(Model network, InputEncoder<String> encoder) {

        GradientExtractor<String> extractor() {
            return network instanceof ComputationGraph graph
                    ? Dl4jGradientExtractor.of(graph, encoder)
                    : Dl4jGradientExtractor.of((MultiLayerNetwork) network, encoder);
        }

        /** The probability of class 1 that the network itself gives. */
        double probability(String text) {
            INDArray[] features = encoder.encode(List.of(text)).toArray(new INDArray[0]);
            INDArray output = network instanceof ComputationGraph graph
                    ? graph.outputSingle(features)
                    : ((MultiLayerNetwork) network).output(features[0]);
            return output.getDouble(0, 1);
        }
    }

    private static final Map<String, Supplier<Case>> NETWORKS = Map.ofEntries(
            Map.entry("convolutions", () -> new Case(Networks.cnn(), new IdEncoder())),
            Map.entry("stacked convolutions", () -> new Case(Networks.stackedConvolutions(), new IdEncoder())),
            Map.entry(
                    "convolution without padding",
                    () -> new Case(Networks.unpaddedConvolution(), new IdEncoder(LengthPolicy.minimum(4)))),
            Map.entry("BiLSTM", () -> new Case(Networks.biLstm(), new IdEncoder())),
            Map.entry("stacked BiLSTM", () -> new Case(Networks.stackedBiLstm(), new IdEncoder())),
            Map.entry("last step", () -> new Case(Networks.lastStepLstm(), new IdEncoder())),
            Map.entry("dense per step", () -> new Case(Networks.densePerStep(), new IdEncoder())),
            Map.entry("noisy", () -> new Case(GradientNetworks.noisy(), new IdEncoder())),
            Map.entry("noisy BiLSTM", () -> new Case(GradientNetworks.noisyBiLstm(), new IdEncoder())),
            Map.entry("frozen", () -> new Case(GradientNetworks.frozen(), new IdEncoder())),
            Map.entry("channels last", () -> new Case(GradientNetworks.channelsLast(), new IdEncoder())),
            Map.entry("loss layer", () -> new Case(GradientNetworks.lossLayer(), new IdEncoder())),
            Map.entry("vectors", () -> new Case(GradientNetworks.ofVectors(), new OneHotEncoder())),
            Map.entry("pair", () -> new Case(GradientNetworks.pair(), new PairIdEncoder())),
            Map.entry("stacked pair", () -> new Case(GradientNetworks.stackedPair(), new PairIdEncoder())));

    static List<String> networks() {
        return NETWORKS.keySet().stream().sorted().toList();
    }

    private static final Map<String, Case> TRAINED = new ConcurrentHashMap<>();

    private static Case network(String name) {
        return TRAINED.computeIfAbsent(name, key -> NETWORKS.get(key).get());
    }

    private static GradientExtractor<String> extractor(String network) {
        return network(network).extractor();
    }

    private static FloatMatrix moved(FloatMatrix matrix, int row, int column, double by) {
        float[][] rows = IntStream.range(0, matrix.rows()).mapToObj(matrix::row).toArray(float[][]::new);
        rows[row][column] += (float) by;
        return FloatMatrix.copyOf(rows);
    }

    /** Copies of embeddings with seeded noise on every entry. */
    private static List<FloatMatrix> variants(FloatMatrix embeddings, int count, long seed) {
        Random random = new Random(seed);
        List<FloatMatrix> variants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[][] rows = IntStream.range(0, embeddings.rows())
                    .mapToObj(embeddings::row)
                    .toArray(float[][]::new);
            for (float[] row : rows) {
                for (int d = 0; d < row.length; d++) {
                    row[d] += (float) random.nextGaussian() / 10;
                }
            }
            variants.add(FloatMatrix.copyOf(rows));
        }
        return variants;
    }

    private static double[] centralDifferences(
            GradientExtractor<String> network, FloatMatrix at, ClassOutput output, double step) {
        List<FloatMatrix> moved = new ArrayList<>();
        for (int row = 0; row < at.rows(); row++) {
            for (int column = 0; column < at.columns(); column++) {
                moved.add(moved(at, row, column, step));
                moved.add(moved(at, row, column, -step));
            }
        }
        FloatMatrix probabilities = network.probabilities(TEXT, moved);
        double[] values = new double[moved.size()];
        for (int i = 0; i < values.length; i++) {
            double p0 = probabilities.get(i, 0);
            double p1 = probabilities.get(i, 1);
            // the logits themselves are not told, their difference is
            values[i] = output.scale() == ClassOutput.Scale.LOGIT
                    ? output.read(Math.log(p0), Math.log(p1))
                    : output.read(p0, p1);
        }
        return IntStream.range(0, values.length / 2)
                .mapToDouble(i -> (values[2 * i] - values[2 * i + 1]) / (2 * step))
                .toArray();
    }

    private static double[] flat(FloatMatrix matrix) {
        return IntStream.range(0, matrix.rows() * matrix.columns())
                .mapToDouble(i -> matrix.get(i / matrix.columns(), i % matrix.columns()))
                .toArray();
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static void assertDirection(double[] expected, double[] got) {
        double length = Math.sqrt(dot(expected, expected));
        double cosine = dot(expected, got) / (length * Math.sqrt(dot(got, got)));
        assertTrue(length > 1e-3, "no gradient to compare with");
        assertTrue(cosine >= 0.999, "cosine " + cosine);
        assertEquals(1, Math.sqrt(dot(got, got)) / length, 0.02, "ratio of the lengths");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradients_are_those_of_central_differences(String name) {
        GradientExtractor<String> network = extractor(name);
        for (FloatMatrix at : variants(network.embeddings(TEXT), 2, 7)) {
            for (ClassOutput output : List.of(
                    ClassOutput.probability(1),
                    ClassOutput.probability(0).ratherThan(1),
                    ClassOutput.logit(1).ratherThan(0))) {
                FloatMatrix gradient =
                        network.gradients(TEXT, List.of(at), output).get(0).gradient();

                assertDirection(centralDifferences(network, at, output, 2e-3), flat(gradient));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void own_embeddings_give_the_networks_own_probabilities(String name) {
        Case source = network(name);
        GradientExtractor<String> network = source.extractor();
        FloatMatrix own = network.embeddings(TEXT);

        FloatMatrix probabilities = network.probabilities(TEXT, List.of(own));
        ClassGradient gradient = network.gradients(TEXT, List.of(own), ClassOutput.probability(1))
                .get(0);

        assertEquals(source.probability(TEXT), probabilities.get(0, 1), 1e-6);
        assertEquals(probabilities.get(0, 1), gradient.value(), 1e-6);
        assertEquals(2, network.classes());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_batch_is_as_one_by_one(String name) {
        GradientExtractor<String> network = extractor(name);
        List<FloatMatrix> variants = variants(network.embeddings(TEXT), 70, 11);

        List<ClassGradient> together = network.gradients(TEXT, variants, ClassOutput.probability(1));

        for (int i = 0; i < variants.size(); i += 23) {
            ClassGradient alone = network.gradients(TEXT, List.of(variants.get(i)), ClassOutput.probability(1))
                    .get(0);
            assertEquals(alone.value(), together.get(i).value(), 1e-6);
            assertArrayEquals(flat(alone.gradient()), flat(together.get(i).gradient()), 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void four_threads_get_what_one_gets(String name) throws Exception {
        GradientExtractor<String> network = extractor(name);
        List<FloatMatrix> variants = variants(network.embeddings(TEXT), 12, 13);
        List<ClassGradient> expected = new ArrayList<>();
        for (FloatMatrix variant : variants) {
            expected.addAll(network.gradients(TEXT, List.of(variant), ClassOutput.logit(0)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<ClassGradient>>> got = new ArrayList<>();
            for (FloatMatrix variant : variants) {
                got.add(threads.submit(() -> network.gradients(TEXT, List.of(variant), ClassOutput.logit(0))));
            }
            for (int i = 0; i < got.size(); i++) {
                assertEquals(expected.get(i), got.get(i).get().get(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_network_itself_is_never_run_or_changed() {
        ComputationGraph graph = GradientNetworks.noisy();
        INDArray parameters = graph.params().dup();
        String configuration = graph.getConfiguration().toJson();
        graph.setInputs(Nd4j.createFromArray(new int[][] {{9, 9}}));

        GradientExtractor<String> network = Dl4jGradientExtractor.of(graph, new IdEncoder());
        network.gradients(TEXT, List.of(network.embeddings(TEXT)), ClassOutput.probability(0));

        assertArrayEquals(new int[] {9, 9}, graph.getInput(0).toIntVector());
        assertEquals(parameters, graph.params());
        assertEquals(configuration, graph.getConfiguration().toJson());
    }

    @Test
    void embeddings_are_rows_of_the_embedding_with_padding_where_the_encoder_pads() {
        ComputationGraph graph = Networks.unpaddedConvolution();
        INDArray weights = graph.getLayer("embedding").getParam("W");

        FloatMatrix got = Dl4jGradientExtractor.of(graph, new IdEncoder(LengthPolicy.minimum(4)))
                .embeddings("3 1");

        assertEquals(4, got.rows());
        int[] ids = {3, 1, 0, 0};
        for (int t = 0; t < 4; t++) {
            assertArrayEquals(weights.getRow(ids[t]).toFloatVector(), got.row(t));
        }
    }

    @Test
    void half_and_double_networks_give_floats() {
        double[] asFloat = gradient(DataType.FLOAT);

        assertArrayEquals(asFloat, gradient(DataType.DOUBLE), 1e-5);
        assertArrayEquals(asFloat, gradient(DataType.FLOAT16), 2e-2);
    }

    private static double[] gradient(DataType type) {
        ComputationGraph graph = new ComputationGraph(
                Networks.cnnGraph(Networks.settings().dataType(type)).build());
        graph.init(Networks.cnn().params().castTo(type), true);
        GradientExtractor<String> network = Dl4jGradientExtractor.of(graph, new IdEncoder());
        FloatMatrix own = network.embeddings(TEXT);
        return flat(network.gradients(TEXT, List.of(own), ClassOutput.probability(1))
                .get(0)
                .gradient());
    }

    @Test
    void no_variants_give_no_gradients() {
        GradientExtractor<String> network = extractor("convolutions");

        assertEquals(List.of(), network.gradients(TEXT, List.of(), ClassOutput.probability(1)));
        assertEquals(0, network.probabilities(TEXT, List.of()).rows());
    }

    @Test
    void wrong_shapes_and_labels_are_refused() {
        GradientExtractor<String> network = extractor("convolutions");
        FloatMatrix short5 =
                FloatMatrix.copyOf(Collections.nCopies(5, new float[8]).toArray(float[][]::new));
        FloatMatrix narrow =
                FloatMatrix.copyOf(Collections.nCopies(6, new float[7]).toArray(float[][]::new));

        assertRefused("[6 x 8], got [5 x 8]", () -> network.probabilities(TEXT, List.of(short5)));
        assertRefused("[6 x 8], got [6 x 7]", () -> network.probabilities(TEXT, List.of(narrow)));
        assertRefused(
                "labels must be in 0..1, got",
                () -> network.gradients(TEXT, List.of(network.embeddings(TEXT)), ClassOutput.probability(2)));
        assertRefused("cannot read an input of lengths [1]", () -> network.embeddings("77"));
    }

    @Test
    void networks_without_gradients_are_refused() {
        assertRefused(
                "no gradients through batch normalization, layer \"norm\"",
                () -> Dl4jGradientExtractor.of(GradientNetworks.normalized(), new IdEncoder()));
        assertRefused(
                "answers 2 questions, a sigmoid each; choose one by Output.of(",
                () -> Dl4jGradientExtractor.of(GradientNetworks.withOutput(Activation.SIGMOID), new IdEncoder()));
    }
}
