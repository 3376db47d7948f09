package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.LayerScore;
import org.dknn.activation.GradientExtractor.Slopes;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

class SharedGradientTest {

    /** Of the largest value. */
    private static final double TOLERANCE = 1e-5;

    private static final GradientGraph.Seed SEED = logits -> normal(logits.rows(), logits.columns(), 1, new Random(31));

    static Stream<SharedNetworks> networks() {
        return SharedForwardTest.networks();
    }

    private static GradientGraph plain(ComputationGraph graph) {
        return new GradientGraph(graph, Output.only(), "out", List.of(false, false));
    }

    private static SharedGradient shared(GradientGraph plain, Integer... lengths) {
        return SharedGradient.of(plain, List.of(lengths)).orElseThrow();
    }

    private static FloatMatrix normal(int rows, int columns, double deviation, Random random) {
        float[] values = FloatMatrix.allocate(rows, columns);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return FloatMatrix.wrap(rows, columns, values);
    }

    private static float[] values(FloatMatrix matrix) {
        float[] values = FloatMatrix.allocate(matrix.rows(), matrix.columns());
        matrix.copyRows(0, matrix.rows(), values, 0);
        return values;
    }

    private static void assertEqual(FloatMatrix expected, FloatMatrix got, String what) {
        double difference = SharedForward.difference(values(expected), values(got));
        assertTrue(difference <= TOLERANCE, what + ": " + difference);
    }

    /** Sums of squares of layers, so that each layer has slopes of its own values. */
    record Squares(List<String> layers) implements LayerScore {

        @Override
        public Slopes slopes(List<FloatMatrix> layers, FloatMatrix logits) {
            double score = logits.get(0, 0) - 2 * logits.get(0, 1);
            for (FloatMatrix layer : layers) {
                for (float value : layer.row(0)) {
                    score += value * value / 2;
                }
            }
            float[] seed = new float[logits.columns()];
            seed[0] = 1;
            seed[1] = -2;
            return new Slopes(score, layers, FloatMatrix.copyOf(seed));
        }
    }

    private static INDArray[] features(int texts, Random random, int... lengths) {
        return IntStream.of(lengths)
                .mapToObj(length -> SharedNetworks.ids(IntStream.range(0, texts)
                        .mapToObj(text ->
                                random.ints(length, 0, SharedNetworks.WORDS).toArray())
                        .toArray(int[][]::new)))
                .toArray(INDArray[]::new);
    }

    /** Both ways from three random embeddings and from the layers of one. */
    private static void assertEqual(GradientGraph plain, SharedGradient shared, int width, int... lengths) {
        Random random = new Random(7);
        int rows = IntStream.of(lengths).sum();
        List<FloatMatrix> embeddings =
                Stream.generate(() -> normal(rows, width, 0.3, random)).limit(3).toList();
        List<Integer> sizes = IntStream.of(lengths).boxed().toList();

        GradientGraph.Pass expected = plain.gradients(List.of(features(3, random, lengths)), embeddings, SEED);
        GradientGraph.Pass got = shared.gradients(sizes, embeddings, SEED).orElseThrow();

        assertEqual(expected.logits(), got.logits(), "logits of " + sizes);
        assertEqual(expected.logits(), shared.logits(sizes, embeddings).orElseThrow(), "logits alone");
        for (int i = 0; i < 3; i++) {
            assertEqual(expected.gradients().get(i), got.gradients().get(i), "gradient of " + sizes);
        }
        List<INDArray> one = List.of(features(1, random, lengths));
        assertEqual(plain.embeddings(one), shared.embeddings(one).orElseThrow(), "embeddings");
        LayerScore score = new Squares(List.of("pooled", "dense1"));
        ClassGradient byLayers = plain.gradient(one, embeddings.get(0), score);
        ClassGradient same = shared.gradient(one, embeddings.get(0), score).orElseThrow();
        assertEquals(byLayers.value(), same.value(), 1e-5 * Math.abs(byLayers.value()));
        assertEqual(byLayers.gradient(), same.gradient(), "gradient by layers");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradients_are_those_of_dl4j(SharedNetworks network) {
        GradientGraph plain = plain(network.make(3));
        int shortest = network.mode() == ConvolutionMode.Truncate ? 5 : 1;
        SharedGradient shared = shared(plain, shortest);

        for (int length : new int[] {1, 2, 5, 23}) {
            if (length >= shortest) {
                assertEqual(plain, shared, network.width(), length);
            }
        }
    }

    private static SharedNetworks network(Activation activation, PoolingType pooling, boolean isDeep) {
        return new SharedNetworks(6, ConvolutionMode.Same, 1, activation, pooling, isDeep, true);
    }

    @ParameterizedTest
    @EnumSource(ElementWiseVertex.Op.class)
    void both_texts_of_a_pair_have_gradients(ElementWiseVertex.Op op) {
        GradientGraph plain =
                plain(network(Activation.TANH, PoolingType.AVG, false).makeOfPairs(5, op));

        assertEqual(plain, shared(plain, 1, 1), 6, 7, 4);
    }

    /** Of smooth networks, in double differences of the first logit. */
    private static void assertCentralDifferences(
            Function<FloatMatrix, FloatMatrix> logits, FloatMatrix at, FloatMatrix gradient) {
        double largest = IntStream.range(0, at.rows() * at.columns())
                .mapToDouble(i -> Math.abs(gradient.get(i / at.columns(), i % at.columns())))
                .max()
                .orElseThrow();
        for (int row = 0; row < at.rows(); row++) {
            for (int column = 0; column < at.columns(); column++) {
                double more = logits.apply(moved(at, row, column, 0.02f)).get(0, 0);
                double less = logits.apply(moved(at, row, column, -0.02f)).get(0, 0);
                assertEquals((more - less) / 0.04, gradient.get(row, column), 0.01 * largest + 1e-5);
            }
        }
    }

    private static FloatMatrix moved(FloatMatrix matrix, int row, int column, float by) {
        float[] values = values(matrix);
        values[row * matrix.columns() + column] += by;
        return FloatMatrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    private static final GradientGraph.Seed FIRST = logits -> {
        float[][] seed = new float[logits.rows()][logits.columns()];
        for (float[] row : seed) {
            row[0] = 1;
        }
        return FloatMatrix.copyOf(seed);
    };

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"TANH", "SIGMOID", "IDENTITY"})
    void gradients_are_those_of_central_differences(Activation activation) {
        SharedGradient shared =
                shared(plain(network(activation, PoolingType.SUM, true).make(8)), 1);
        FloatMatrix at = normal(5, 6, 0.5, new Random(3));

        FloatMatrix gradient = shared.gradients(List.of(5), List.of(at), FIRST)
                .orElseThrow()
                .gradients()
                .get(0);

        assertCentralDifferences(
                moved -> shared.logits(List.of(5), List.of(moved)).orElseThrow(), at, gradient);
    }

    /** DL4J's layer works in its input, so that its derivative was taken of its output. */
    @Test
    void activation_layers_of_dl4j_have_the_derivative_of_their_input() {
        GradientGraph plain =
                plain(network(Activation.TANH, PoolingType.AVG, true).make(9));
        FloatMatrix at = normal(5, 6, 0.5, new Random(4));
        List<INDArray> features = List.of(features(1, new Random(5), 5));

        FloatMatrix gradient =
                plain.gradients(features, List.of(at), FIRST).gradients().get(0);

        assertCentralDifferences(moved -> plain.logits(features, List.of(moved)), at, gradient);
    }

    @Test
    void a_batch_is_as_one_by_one() {
        SharedGradient shared =
                shared(plain(network(Activation.RELU, PoolingType.MAX, true).make(2)), 1);
        Random random = new Random(6);
        List<FloatMatrix> batch =
                Stream.generate(() -> normal(9, 6, 0.3, random)).limit(20).toList();

        GradientGraph.Pass together = shared.gradients(List.of(9), batch, FIRST).orElseThrow();

        for (int i = 0; i < batch.size(); i++) {
            GradientGraph.Pass alone =
                    shared.gradients(List.of(9), List.of(batch.get(i)), FIRST).orElseThrow();
            assertEquals(alone.gradients().get(0), together.gradients().get(i));
            assertArrayEquals(alone.logits().row(0), together.logits().row(i));
        }
    }

    /** Products of words are remembered, of other vectors they are not. */
    @Test
    void own_embeddings_are_as_any_others() {
        GradientGraph plain =
                plain(network(Activation.LEAKYRELU, PoolingType.AVG, false).make(4));
        SharedGradient shared = shared(plain, 1);
        List<INDArray> features = List.of(SharedNetworks.ids(new int[] {4, 9, 4, 4, 17, 9}));
        FloatMatrix own = shared.embeddings(features).orElseThrow();
        LayerScore score = new Squares(List.of("pool3", "pooled", "dense2"));

        for (int time = 0; time < 2; time++) {
            assertEqual(
                    plain.gradient(features, own, score).gradient(),
                    shared.gradient(features, own, score).orElseThrow().gradient(),
                    "time " + time);
        }
    }

    @Test
    void what_only_dl4j_can_judge_is_left_to_it() {
        SharedNetworks network =
                new SharedNetworks(6, ConvolutionMode.Truncate, 1, Activation.RELU, PoolingType.MAX, false, true);
        SharedGradient shared = shared(plain(network.make(3)), 5);
        FloatMatrix six = normal(6, 6, 1, new Random(1));
        List<INDArray> features = List.of(SharedNetworks.ids(new int[] {1, 2, 3, 4, 5, 6}));

        assertTrue(shared.logits(List.of(6), List.of(six)).isPresent());
        assertTrue(shared.logits(List.of(7), List.of(six)).isEmpty(), "rows");
        assertTrue(
                shared.logits(List.of(6), List.of(normal(6, 7, 1, new Random(1))))
                        .isEmpty(),
                "width");
        assertTrue(
                shared.logits(List.of(2), List.of(normal(2, 6, 1, new Random(1))))
                        .isEmpty(),
                "too short");
        assertTrue(shared.gradient(features, six, new Squares(List.of("conv3"))).isEmpty(), "steps");
        assertTrue(shared.gradient(features, six, new Squares(List.of("none"))).isEmpty(), "no layer");
        assertTrue(
                shared.embeddings(List.of(SharedNetworks.ids(new int[] {SharedNetworks.WORDS})))
                        .isEmpty(),
                "no word");
    }

    static Stream<Supplier<Model>> others() {
        return SharedForwardTest.others();
    }

    @ParameterizedTest
    @MethodSource("others")
    void networks_of_other_shapes_are_left_to_dl4j(Supplier<Model> network) {
        ComputationGraph graph = GraphAdapter.of(network.get());
        String last = graph.getConfiguration().getNetworkOutputs().get(0);
        GradientGraph plain = new GradientGraph(graph, Output.only(), last, List.of(false));

        assertTrue(SharedGradient.of(plain, List.of(1)).isEmpty());
    }

    @Test
    void gradients_that_differ_from_those_of_dl4j_are_noticed() {
        SharedNetworks network = network(Activation.RELU, PoolingType.MAX, false);
        GradientGraph plain = plain(network.make(10));
        SharedGradient shared = shared(plain, 1);

        new GradientCheck(shared, plain).requireEqual(List.of(1));
        assertRefused(UnsupportedOperationException.class, "differ by", () -> new GradientCheck(
                        shared, plain(network.make(11)))
                .requireEqual(List.of(1)));
    }

    @Test
    void slopes_of_another_width_are_refused() {
        SharedGradient shared =
                shared(plain(network(Activation.RELU, PoolingType.MAX, false).make(3)), 1);
        List<INDArray> features = List.of(SharedNetworks.ids(new int[] {1, 2}));
        FloatMatrix own = shared.embeddings(features).orElseThrow();
        LayerScore wide = new LayerScore() {

            @Override
            public List<String> layers() {
                return List.of("dense1");
            }

            @Override
            public Slopes slopes(List<FloatMatrix> layers, FloatMatrix logits) {
                return new Slopes(0, List.of(FloatMatrix.copyOf(new float[7])), logits);
            }
        };

        assertRefused(
                "the slopes of the layer \"dense1\" must be [1 x 20], got [1 x 7]",
                () -> shared.gradient(features, own, wide));
    }
}
