package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Gradients of outputs that are no softmax of an output layer. */
class OutputGradientsTest {

    /** All words differ: where two are alike, the largest value has no derivative. */
    private static final String TEXT = "3 1 4 8 5";

    private record Case(ComputationGraph network, InputEncoder<String> encoder, Output output) {

        Case(ComputationGraph network, Output output) {
            this(network, new IdEncoder(), output);
        }

        Dl4jGradientExtractor<String> gradients() {
            return Dl4jGradientExtractor.of(network, encoder, output);
        }

        /** Probabilities of the text by the network itself. */
        float[] probabilities() {
            Dl4jExtractor.Builder<String> builder =
                    Dl4jExtractor.builder(network, encoder).output(output);
            return (network.getVertex("pooled") == null
                            ? builder.layer("lstm", Pooling.LAST_STEP)
                            : builder.layer("pooled"))
                    .build()
                    .extract(List.of(TEXT))
                    .probabilities()
                    .row(0);
        }
    }

    private static final Map<String, Supplier<Case>> CASES = Map.ofEntries(
            Map.entry(
                    "one sigmoid",
                    () -> new Case(OutputNetworks.ending(1, Activation.SIGMOID, LossFunction.XENT), Output.only())),
            Map.entry(
                    "logits",
                    () -> new Case(
                            OutputNetworks.ending(3, Activation.IDENTITY, LossFunction.MSE),
                            Output.only().logits())),
            Map.entry(
                    "one of three labels",
                    () -> new Case(
                            OutputNetworks.ending(3, Activation.SIGMOID, LossFunction.XENT),
                            Output.only().label(1))),
            Map.entry("one of two outputs", () -> new Case(OutputNetworks.twoOutputs(), Output.of("class"))),
            Map.entry("loss above a softmax", () -> new Case(lossAboveSoftmax(), Output.only())),
            Map.entry("center loss", () -> new Case(StepNetworks.centerLoss(), Output.only())),
            Map.entry("last of softmaxes", () -> perStep(Activation.SOFTMAX, 3, Pooling.LAST_STEP)),
            Map.entry("mean of softmaxes", () -> perStep(Activation.SOFTMAX, 3, Pooling.MEAN_OVER_TIME)),
            Map.entry("largest of softmaxes", () -> perStep(Activation.SOFTMAX, 3, Pooling.MAX_OVER_TIME)),
            Map.entry("last of sigmoids", () -> perStep(Activation.SIGMOID, 1, Pooling.LAST_STEP)),
            Map.entry("mean of sigmoids", () -> perStep(Activation.SIGMOID, 1, Pooling.MEAN_OVER_TIME)),
            Map.entry("largest of sigmoids", () -> perStep(Activation.SIGMOID, 1, Pooling.MAX_OVER_TIME)),
            Map.entry(
                    "mean of logits",
                    () -> new Case(
                            StepNetworks.perStep(Activation.IDENTITY, 3),
                            Output.of("out").pooled(Pooling.MEAN_OVER_TIME).logits())),
            Map.entry(
                    "last step vertex above softmaxes", () -> new Case(StepNetworks.lastOfSoftmaxes(), Output.only())),
            Map.entry("last step vertex below", () -> new Case(StepNetworks.lastStepVertex(), Output.only())),
            Map.entry("image of rows", () -> image(true)),
            Map.entry("image of columns", () -> image(false)));

    private static Case perStep(Activation activation, int units, Pooling pooling) {
        return new Case(
                StepNetworks.perStep(activation, units), Output.of("out").pooled(pooling));
    }

    private static Case image(boolean wordsByRow) {
        StepNetworks.ImageEncoder encoder = new StepNetworks.ImageEncoder(wordsByRow);
        return new Case(StepNetworks.image(encoder), encoder, Output.only());
    }

    static List<String> cases() {
        return CASES.keySet().stream().sorted().toList();
    }

    /** As DL4J's news example ends: a dense layer with a softmax, a loss without an activation above it. */
    private static ComputationGraph lossAboveSoftmax() {
        return Networks.trained(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", Networks.embedding(), "words")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "embedding")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nIn(8)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "pooled")
                .addLayer(
                        "out",
                        new LossLayer.Builder(LossFunction.MCXENT)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "dense")
                .setOutputs("out"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void probabilities_are_those_of_the_extractor(String name) {
        Case source = CASES.get(name).get();
        Dl4jGradientExtractor<String> gradients = source.gradients();
        float[] expected = source.probabilities();

        FloatMatrix got = gradients.probabilities(TEXT, List.of(gradients.embeddings(TEXT)));

        assertEquals(expected.length, gradients.classes());
        for (int label = 0; label < expected.length; label++) {
            assertEquals(expected[label], got.get(0, label), 1e-6, name);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_are_those_of_central_differences(String name) {
        Case source = CASES.get(name).get();
        Dl4jGradientExtractor<String> network = source.gradients();
        FloatMatrix at = network.embeddings(TEXT);
        FloatMatrix gradient = network.gradients(TEXT, List.of(at), ClassOutput.probability(1))
                .get(0)
                .gradient();

        float step = 1e-3f;
        List<FloatMatrix> moved = new ArrayList<>();
        for (int row = 0; row < at.rows(); row++) {
            for (int column = 0; column < at.columns(); column++) {
                moved.add(moved(at, row, column, step));
                moved.add(moved(at, row, column, -step));
            }
        }
        FloatMatrix values = network.probabilities(TEXT, moved);
        double product = 0;
        double expectedNorm = 0;
        double gotNorm = 0;
        for (int i = 0; i < moved.size() / 2; i++) {
            double expected = (values.get(2 * i, 1) - (double) values.get(2 * i + 1, 1)) / (2 * step);
            double got = gradient.get(i / at.columns(), i % at.columns());
            product += expected * got;
            expectedNorm += expected * expected;
            gotNorm += got * got;
        }
        assertTrue(expectedNorm > 1e-6, "no gradient to compare with");
        assertTrue(product / Math.sqrt(expectedNorm * gotNorm) > 0.999, name + ": another direction");
        assertEquals(1, Math.sqrt(gotNorm / expectedNorm), 0.02, name + ": another length");
    }

    private static FloatMatrix moved(FloatMatrix at, int row, int column, float step) {
        float[][] rows = new float[at.rows()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = at.row(i).clone();
        }
        rows[row][column] += step;
        return FloatMatrix.copyOf(rows);
    }

    @Test
    void refusals_are_one_short_line() {
        String message = String.valueOf(assertThrows(
                        IllegalArgumentException.class,
                        () -> Dl4jGradientExtractor.of(OutputNetworks.softmaxPerStep(), new IdEncoder()))
                .getMessage());

        assertTrue(message.contains("is a sequence; say which step counts by Output.of(\"2\").pooled"), message);
        assertFalse(message.contains("\n"), message);
        assertTrue(message.length() < 250, message);
        assertRefused(
                "gives one vector and needs no pooling",
                () -> Dl4jGradientExtractor.of(
                        OutputNetworks.twoOutputs(),
                        new IdEncoder(),
                        Output.of("class").pooled(Pooling.LAST_STEP)));
        assertRefused(
                "gradients need an output \"pooled\"",
                () -> Dl4jGradientExtractor.of(OutputNetworks.twoOutputs(), new IdEncoder(), Output.of("pooled")));
        assertRefused(
                "which side of an image is the words",
                () -> Dl4jGradientExtractor.of(
                        StepNetworks.image(new StepNetworks.ImageEncoder(true)),
                        new StepNetworks.ImageEncoder(true, LengthPolicy.minimum(StepNetworks.ImageEncoder.WIDTH))));
    }
}
