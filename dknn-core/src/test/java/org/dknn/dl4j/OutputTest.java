package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.activation.Activations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class OutputTest {

    private static final float TOLERANCE = 1e-5f;

    /** A network, how it is wrapped, and what it gives itself for one text. */
    private record Model(Dl4jExtractor<String> extractor, Function<INDArray, float[]> own) {}

    private static final Map<String, java.util.function.Supplier<Model>> MODELS = Map.of(
            "last step of a sequence", () -> sequence(Pooling.LAST_STEP),
            "mean of a sequence", () -> sequence(Pooling.MEAN_OVER_TIME),
            "largest of a sequence", () -> sequence(Pooling.MAX_OVER_TIME),
            "one sigmoid", OutputTest::oneSigmoid,
            "one of two outputs", OutputTest::oneOfTwo,
            "logits", OutputTest::logits,
            "one logit", OutputTest::oneLogit,
            "one of three labels", OutputTest::oneOfThreeLabels,
            "one of three logits", OutputTest::oneOfThreeLogits);

    static List<String> models() {
        return MODELS.keySet().stream().sorted().toList();
    }

    private static Model sequence(Pooling pooling) {
        MultiLayerNetwork network = OutputNetworks.softmaxPerStep();
        return new Model(
                Dl4jExtractor.builder(network, new IdEncoder())
                        .layer("1", Pooling.MAX_OVER_TIME)
                        .output(Output.of("2").pooled(pooling))
                        .build(),
                ids -> pooledByHand(network.output(ids), pooling));
    }

    /** Class by class, without the library's pooling. */
    private static float[] pooledByHand(INDArray steps, Pooling pooling) {
        int length = (int) steps.size(2);
        double[] values = new double[(int) steps.size(1)];
        for (int label = 0; label < values.length; label++) {
            int row = label;
            double[] overTime = IntStream.range(0, length)
                    .mapToDouble(t -> steps.getFloat(0, row, t))
                    .toArray();
            values[label] = switch (pooling) {
                case LAST_STEP -> overTime[length - 1];
                case MEAN_OVER_TIME -> Arrays.stream(overTime).average().orElseThrow();
                case MAX_OVER_TIME -> Arrays.stream(overTime).max().orElseThrow();
            };
        }
        double sum = pooling == Pooling.MAX_OVER_TIME ? Arrays.stream(values).sum() : 1;
        float[] read = new float[values.length];
        for (int label = 0; label < read.length; label++) {
            read[label] = (float) (values[label] / sum);
        }
        return read;
    }

    private static Model oneSigmoid() {
        ComputationGraph graph = OutputNetworks.ending(1, Activation.SIGMOID, LossFunction.XENT);
        return new Model(wrapped(graph, Output.only()), ids -> answer(graph.output(ids)[0].getFloat(0)));
    }

    private static Model oneLogit() {
        ComputationGraph graph = OutputNetworks.ending(1, Activation.IDENTITY, LossFunction.MSE);
        return new Model(
                wrapped(graph, Output.only().logits()), ids -> answer(sigmoid(graph.output(ids)[0].getFloat(0))));
    }

    private static Model oneOfThreeLabels() {
        ComputationGraph graph = OutputNetworks.ending(3, Activation.SIGMOID, LossFunction.XENT);
        return new Model(wrapped(graph, Output.of("out").label(1)), ids -> answer(graph.output(ids)[0].getFloat(1)));
    }

    private static Model oneOfThreeLogits() {
        ComputationGraph graph = OutputNetworks.ending(3, Activation.IDENTITY, LossFunction.MSE);
        return new Model(
                wrapped(graph, Output.of("out").logits().label(2)),
                ids -> answer(sigmoid(graph.output(ids)[0].getFloat(2))));
    }

    private static Model oneOfTwo() {
        ComputationGraph graph = OutputNetworks.twoOutputs();
        return new Model(wrapped(graph, Output.of("class")), ids -> graph.output(ids)[0].toFloatVector());
    }

    private static Model logits() {
        ComputationGraph graph = OutputNetworks.ending(3, Activation.IDENTITY, LossFunction.MSE);
        return new Model(
                wrapped(graph, Output.of("out").logits()), ids -> softmax(graph.output(ids)[0].toFloatVector()));
    }

    private static Dl4jExtractor<String> wrapped(ComputationGraph graph, Output output) {
        return Dl4jExtractor.builder(graph, new IdEncoder())
                .layer("pooled")
                .output(output)
                .build();
    }

    private static float[] answer(float yes) {
        return new float[] {1 - yes, yes};
    }

    private static float sigmoid(float logit) {
        return (float) (1 / (1 + Math.exp(-logit)));
    }

    private static float[] softmax(float[] logits) {
        double largest = IntStream.range(0, logits.length)
                .mapToDouble(i -> logits[i])
                .max()
                .orElseThrow();
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        float[] values = new float[logits.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.exp(logits[i] - largest) / sum);
        }
        return values;
    }

    /** Texts of 1 to 12 words. */
    private static List<String> texts() {
        Random random = new Random(29);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StringBuilder text = new StringBuilder(String.valueOf(random.nextInt(Networks.WORDS)));
            for (int t = random.nextInt(12); t > 0; t--) {
                text.append(' ').append(random.nextInt(Networks.WORDS));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static INDArray ids(String text) {
        return new IdEncoder().encode(List.of(text)).get(0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void probabilities_are_the_networks_own(String name) {
        Model model = MODELS.get(name).get();

        for (String text : texts()) {
            float[] got =
                    model.extractor().extract(List.of(text)).probabilities().row(0);
            float[] own = model.own().apply(ids(text));
            assertArrayEquals(own, got, 1e-6f, name + ": " + text);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void batches_and_threads_change_nothing(String name) throws Exception {
        Model model = MODELS.get(name).get();
        List<String> texts = texts();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Activations>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(() -> model.extractor().extract(texts)));
            }
            for (Future<Activations> result : results) {
                for (int i = 0; i < texts.size(); i++) {
                    float[] own = model.own().apply(ids(texts.get(i)));
                    assertArrayEquals(own, result.get().probabilities().row(i), TOLERANCE, name);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Networks whose biases are zero hide faults. */
    @Test
    void the_networks_have_biases() {
        ComputationGraph graph = OutputNetworks.ending(3, Activation.SIGMOID, LossFunction.XENT);

        assertTrue(graph.getLayer("out").getParam("b").norm2Number().doubleValue() > 0.01);
    }

    @Test
    void a_sequence_names_the_way_out() {
        assertRefused(
                "the output \"2\", [1, 3, 1], is a sequence, one distribution per step; say which one counts by"
                        + " .output(Output.of(\"2\").pooled(Pooling.LAST_STEP))",
                () -> Dl4jExtractor.builder(OutputNetworks.softmaxPerStep(), new IdEncoder())
                        .layer("1", Pooling.LAST_STEP)
                        .build());
    }

    @Test
    void several_outputs_are_listed() {
        assertRefused(
                "the network has 2 outputs, [class, score]; choose the one that gives the class probabilities by"
                        + " .output(Output.of(\"class\"))",
                () -> wrapped(OutputNetworks.twoOutputs(), Output.only()));
        assertRefused(
                "there is no layer \"clas\"; there are [embedding, pooled, class, score]",
                () -> wrapped(OutputNetworks.twoOutputs(), Output.of("clas")));
    }

    @Test
    void logits_and_labels_name_their_way_out() {
        assertRefused(
                "say so by .output(Output.of(\"out\").logits())", () -> wrapped(withBias(-3, 2, 1), Output.only()));
        assertRefused(
                "choose one by .output(Output.of(\"out\").label(i)), i in 0..2",
                () -> wrapped(OutputNetworks.ending(3, Activation.SIGMOID, LossFunction.XENT), Output.only()));
        assertRefused(
                "has the labels 0..2, got .label(3)",
                () -> wrapped(
                        OutputNetworks.ending(3, Activation.SIGMOID, LossFunction.XENT),
                        Output.of("out").label(3)));
        assertRefused(
                "a label must be 0 or more, got -1", () -> Output.of("out").label(-1));
        assertRefused(
                "needs no pooling, got LAST_STEP",
                () -> wrapped(withBias(0, 0, 0), Output.only().logits().pooled(Pooling.LAST_STEP)));
    }

    /** Sigmoids that happen to sum to 1 for the blank input are independent answers all the same. */
    @Test
    void sigmoids_that_sum_to_one_are_no_distribution() {
        ComputationGraph graph = OutputNetworks.ending(2, Activation.SIGMOID, LossFunction.XENT);
        graph.getLayer("out").getParam("W").assign(0);
        graph.getLayer("out").getParam("b").assign(Nd4j.createFromArray(new float[][] {{0, 0}}));

        assertRefused("label(i)), i in 0..1", () -> wrapped(graph, Output.only()));
    }

    /** Logits that look like probabilities of the blank input show themselves at the first input that does not. */
    @Test
    void logits_that_pass_for_probabilities_are_noticed_later() {
        ComputationGraph graph = OutputNetworks.ending(2, Activation.IDENTITY, LossFunction.MSE);
        graph.getLayer("out").getParam("b").assign(Nd4j.createFromArray(new float[][] {{0.3f, 0.7f}}));
        // the first logit moves with all that is not in the direction of the blank input
        INDArray blank = graph.feedForward(new INDArray[] {Nd4j.createFromArray(new int[][] {{1}})}, false)
                .get("pooled");
        INDArray weights = graph.getLayer("out").getParam("W").assign(0);
        weights.putScalar(0, 0, 100 * blank.getFloat(0, 1));
        weights.putScalar(1, 0, -100 * blank.getFloat(0, 0));
        Dl4jExtractor<String> extractor = wrapped(graph, Output.only());

        assertRefused("must give probabilities that sum to 1", () -> extractor.extract(List.of("3 1 4")));
    }

    private static ComputationGraph withBias(float... bias) {
        ComputationGraph graph = OutputNetworks.ending(bias.length, Activation.IDENTITY, LossFunction.MSE);
        graph.getLayer("out").getParam("b").assign(Nd4j.createFromArray(new float[][] {bias}));
        return graph;
    }

    @Test
    void outputs_are_values() {
        assertEquals(Output.of("a").logits().label(1), Output.of("a").label(1).logits());
        assertNotEquals(Output.of("a"), Output.of("a").logits());
        assertEquals(
                "Output[a, LAST_STEP, logits, label 1]",
                Output.of("a").pooled(Pooling.LAST_STEP).logits().label(1).toString());
    }
}
