package org.dknn.bench.pairs;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The network for pairs of sentences of Wallace, Feng and Boyd-Graber (2018), with convolutions and smaller layers: one
 * encoder for both sides; their vectors u and v as {@code [u, v, |u - v|, u * v]}, the vertex "joined"; three dense layers,
 * "dense1" to "dense3"; softmax over three classes.
 *
 * <p>DeepLearning4J has no layer that two inputs share, and its stacking along the batch needs sides of one length. So the
 * encoder is there twice, under {@link #PREMISE} and {@link #HYPOTHESIS}, both begin with the same weights, and {@link
 * TiedLayers} gives both the same gradient in each step; then they stay equal, bit for bit. Sides may have any lengths,
 * nothing is padded, and the network is saved, loaded and run as any other one.
 */
final class PairGraphs {

    /** What names of the layers that read the premise begin with. */
    static final String PREMISE = "premise-";

    /** What names of the layers that read the hypothesis begin with. */
    static final String HYPOTHESIS = "hypothesis-";

    private static final int EMBEDDING = 50;
    private static final int MAPS = 200;
    private static final int DENSE = 150;
    private static final int CLASSES = 3;
    private static final int WIDTH = 3;

    /** GloVe's values are several times as large as what the layers above learn well from. */
    private static final double VECTOR_SCALE = 0.2;

    private PairGraphs() {}

    private static ComputationGraphConfiguration cnn(int words, Recipe recipe) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(recipe.seed())
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .updater(new Adam(recipe.rate().start()))
                .graphBuilder()
                .addInputs("premise", "hypothesis");
        addEncoder(graph, words, "premise", PREMISE);
        addEncoder(graph, words, "hypothesis", HYPOTHESIS);
        addJoined(graph, PREMISE + "pooled", HYPOTHESIS + "pooled");
        return withHead(graph, recipe);
    }

    private static void addEncoder(GraphBuilder graph, int words, String input, String prefix) {
        EmbeddingSequenceLayer embedding = new EmbeddingSequenceLayer.Builder()
                .nIn(words)
                .nOut(EMBEDDING)
                .weightInit(new WeightInitDistribution(new UniformDistribution(-0.25, 0.25)))
                .activation(Activation.IDENTITY)
                .build();
        graph.addLayer(prefix + "embedding", embedding, input);
        Convolution1DLayer convolution = new Convolution1DLayer.Builder()
                .kernelSize(WIDTH)
                .stride(1)
                .convolutionMode(ConvolutionMode.Same)
                .nIn(EMBEDDING)
                .nOut(MAPS)
                .build();
        graph.addLayer(prefix + "convolution", convolution, prefix + "embedding")
                .addLayer(
                        prefix + "pooled",
                        new GlobalPoolingLayer.Builder(PoolingType.MAX).build(),
                        prefix + "convolution");
    }

    /** DeepLearning4J has no absolute value between layers: |u - v| is the larger one of u - v and v - u. */
    private static void addJoined(GraphBuilder graph, String u, String v) {
        graph.addVertex("u-v", new ElementWiseVertex(ElementWiseVertex.Op.Subtract), u, v)
                .addVertex("v-u", new ElementWiseVertex(ElementWiseVertex.Op.Subtract), v, u)
                .addVertex("difference", new ElementWiseVertex(ElementWiseVertex.Op.Max), "u-v", "v-u")
                .addVertex("product", new ElementWiseVertex(ElementWiseVertex.Op.Product), u, v)
                .addVertex("joined", new MergeVertex(), u, v, "difference", "product");
    }

    private static ComputationGraphConfiguration withHead(GraphBuilder graph, Recipe recipe) {
        String below = "joined";
        int in = 4 * MAPS;
        double drop = recipe.dropout().pooled();
        for (int i = 1; i <= 3; i++) {
            DenseLayer dense = new DenseLayer.Builder()
                    .nIn(in)
                    .nOut(DENSE)
                    .activation(Activation.LEAKYRELU)
                    .dropOut(1 - drop)
                    .build();
            graph.addLayer("dense" + i, dense, below);
            below = "dense" + i;
            in = DENSE;
            drop = recipe.dropout().dense();
        }
        OutputLayer out = new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(in)
                .nOut(CLASSES)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SOFTMAX)
                .dropOut(1 - drop)
                .build();
        return graph.addLayer("out", out, below).setOutputs("out").build();
    }

    /**
     * A network to be trained: its sides are equal, and stay so.
     *
     * @param vectors where words begin; those without one begin at random
     */
    static ComputationGraph untrained(Vocabulary vocabulary, Recipe recipe, Optional<WordVectors> vectors) {
        ComputationGraph network = new ComputationGraph(cnn(vocabulary.size(), recipe));
        network.init();
        vectors.ifPresent(known -> fill(network.getParam(PREMISE + "embedding_W"), vocabulary, known));
        network.setListeners(new TiedLayers(network, PREMISE, HYPOTHESIS));
        return network;
    }

    /** Writes vectors over the rows of their words; rows of words without a vector stay as they are. */
    private static void fill(INDArray embedding, Vocabulary vocabulary, WordVectors vectors) {
        if (vectors.width() != embedding.columns()) {
            throw new IllegalArgumentException("vectors must have the width of the embedding, " + embedding.columns()
                    + ", got " + vectors.width());
        }
        for (String word : vocabulary.words()) {
            vectors.vector(word)
                    .ifPresent(vector -> embedding.putRow(
                            vocabulary.id(word), Nd4j.createFromArray(vector).muli(VECTOR_SCALE)));
        }
    }
}
