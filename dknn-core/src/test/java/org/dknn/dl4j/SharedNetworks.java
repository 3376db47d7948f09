package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random networks over texts of word numbers below {@value #WORDS}, whose biases are not zero.
 *
 * @param width of the embedding
 * @param mode of the convolutions
 * @param dilation of the convolutions
 * @param activation of all layers but the last
 * @param pooling over time
 * @param isDeep whether a second convolution stands on each of the first ones
 * @param hasBias whether convolutions have a bias
 */
record SharedNetworks(
        int width,
        ConvolutionMode mode,
        int dilation,
        Activation activation,
        PoolingType pooling,
        boolean isDeep,
        boolean hasBias) {

    static final int WORDS = 60;
    private static final int MAPS = 20;

    /** Convolutions of widths 3, 4 and 5 that are pooled and merged to "pooled", "dense1", "dense2", "out". */
    ComputationGraph make(long seed) {
        GraphBuilder graph = settings(seed).addInputs("words");
        addEmbedding(graph, "embedding", "words");
        List<String> pools = new ArrayList<>();
        for (int kernel : List.of(3, 4, 5)) {
            graph.addLayer("conv" + kernel, convolution(kernel, width), "embedding");
            String top = "conv" + kernel;
            if (isDeep) {
                graph.addLayer("drop" + kernel, new DropoutLayer.Builder(0.5).build(), top);
                String dropped = "drop" + kernel;
                if (kernel != 4) {
                    graph.addLayer("active" + kernel, new ActivationLayer(Activation.TANH), dropped);
                    dropped = "active" + kernel;
                }
                graph.addLayer("twice" + kernel, convolution(3, MAPS), dropped);
                top = "twice" + kernel;
            }
            graph.addLayer("pool" + kernel, new GlobalPoolingLayer.Builder(pooling).build(), top);
            pools.add("pool" + kernel);
        }
        return finished(graph.addVertex("pooled", new MergeVertex(), pools.toArray(new String[0])), 3 * MAPS);
    }

    /** A convolution for each of two texts, "u" and "v"; "pooled" is {@code [u, v, u - v, u * v]}. */
    ComputationGraph makeOfPairs(long seed) {
        return makeOfPairs(seed, ElementWiseVertex.Op.Subtract);
    }

    /** The same with another operation in the place of the difference. */
    ComputationGraph makeOfPairs(long seed, ElementWiseVertex.Op op) {
        GraphBuilder graph = settings(seed).addInputs("one", "two");
        for (Map.Entry<String, String> side : List.of(Map.entry("one", "u"), Map.entry("two", "v"))) {
            addEmbedding(graph, "words " + side.getValue(), side.getKey());
            graph.addLayer("conv " + side.getValue(), convolution(3, width), "words " + side.getValue())
                    .addLayer(side.getValue(), new GlobalPoolingLayer(pooling), "conv " + side.getValue());
        }
        graph.addVertex("u?v", new ElementWiseVertex(op), "u", "v")
                .addVertex("u*v", new ElementWiseVertex(ElementWiseVertex.Op.Product), "u", "v")
                .addVertex("pooled", new MergeVertex(), "u", "v", "u?v", "u*v");
        return finished(graph, 4 * MAPS);
    }

    private GraphBuilder settings(long seed) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .activation(activation)
                .graphBuilder();
    }

    private void addEmbedding(GraphBuilder graph, String name, String input) {
        graph.addLayer(
                name,
                new EmbeddingSequenceLayer.Builder()
                        .nIn(WORDS)
                        .nOut(width)
                        .hasBias(!hasBias)
                        .build(),
                input);
    }

    private Convolution1DLayer convolution(int kernel, int in) {
        return new Convolution1DLayer.Builder()
                .kernelSize(kernel)
                .stride(1)
                .dilation(dilation)
                .convolutionMode(mode)
                .padding(mode == ConvolutionMode.Truncate ? 1 : 0)
                .hasBias(hasBias)
                .nIn(in)
                .nOut(MAPS)
                .build();
    }

    private static ComputationGraph finished(GraphBuilder graph, int pooled) {
        DenseLayer first =
                new DenseLayer.Builder().nIn(pooled).nOut(MAPS).dropOut(0.5).build();
        DenseLayer second = new DenseLayer.Builder().nIn(MAPS).nOut(MAPS + 1).build();
        OutputLayer out = new OutputLayer.Builder()
                .nIn(MAPS + 1)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build();
        return withBiases(graph.addLayer("dense1", first, "pooled")
                .addLayer("dense2", second, "dense1")
                .addLayer("out", out, "dense2")
                .setOutputs("out")
                .build());
    }

    /** Biases begin as zeros, which hides mistakes. */
    private static ComputationGraph withBiases(ComputationGraphConfiguration configuration) {
        ComputationGraph network = new ComputationGraph(configuration);
        network.init();
        Nd4j.getRandom().setSeed(11);
        network.paramTable().forEach((name, values) -> {
            if (name.endsWith("_b")) {
                values.assign(Nd4j.rand(values.shape()).subi(0.5).muli(0.4));
            }
        });
        return network;
    }

    /** A text of some words, of which there are few, so that windows repeat. */
    static int[] text(int length, Random random) {
        return random.ints(length, 0, random.nextBoolean() ? WORDS : 3).toArray();
    }

    /** The text with each of its words left out. */
    static int[][] leaveOneOut(int[] words) {
        int[][] variants = new int[words.length][words.length - 1];
        for (int i = 0; i < words.length; i++) {
            System.arraycopy(words, 0, variants[i], 0, i);
            System.arraycopy(words, i + 1, variants[i], i, words.length - i - 1);
        }
        return variants;
    }

    static INDArray ids(int[]... texts) {
        return Nd4j.createFromArray(texts);
    }
}
