package org.dknn.dl4j;

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

    private static final GradientGraph.Seed SEED =
            logits -> normal(logits.rows(), logits.columns(), 1, new Random(31));

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
                        .mapToObj(text -> random.ints(length, 0, SharedNetworks.WORDS)
                                .toArray())
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
}
