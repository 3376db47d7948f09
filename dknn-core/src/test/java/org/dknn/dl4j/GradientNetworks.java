package org.dknn.dl4j;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks with what makes gradients hard: noise, frozen layers, several texts. */
final class GradientNetworks {

    private static final int WIDTH = 8;

    private GradientNetworks() {}

    private static GlobalPoolingLayer max() {
        return new GlobalPoolingLayer.Builder(PoolingType.MAX).build();
    }

    private static DenseLayer noisyDense(int in) {
        return new DenseLayer.Builder()
                .nIn(in)
                .nOut(WIDTH)
                .dropOut(0.5)
                .weightNoise(new DropConnect(0.5))
                .build();
    }

    private static LSTM noisyLstm(int in) {
        return new LSTM.Builder()
                .nIn(in)
                .nOut(WIDTH)
                .dropOut(0.6)
                .activation(Activation.TANH)
                .build();
    }

    private static OutputLayer noisySoftmax() {
        return new OutputLayer.Builder()
                .nIn(WIDTH)
                .nOut(2)
                .dropOut(0.5)
                .activation(Activation.SOFTMAX)
                .build();
    }

    /** Dropout, weight noise and Gaussian noise behind an LSTM. */
    static ComputationGraph noisy() {
        return Networks.trained(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", Networks.embedding(), "words")
                .addLayer("lstm", noisyLstm(WIDTH), "embedding")
                .addLayer("pooled", max(), "lstm")
                .addLayer("dense", noisyDense(WIDTH), "pooled")
                .addLayer(
                        "dense2",
                        new DenseLayer.Builder()
                                .nIn(WIDTH)
                                .nOut(WIDTH)
                                .dropOut(new GaussianNoise(0.5))
                                .build(),
                        "dense")
                .addLayer("out", noisySoftmax(), "dense2")
                .setOutputs("out"));
    }

    /** Two BiLSTMs with dropout, and a dense layer with weight noise. */
    static MultiLayerNetwork noisyBiLstm() {
        MultiLayerNetwork network = new MultiLayerNetwork(Networks.settings()
                .list()
                .layer(Networks.embedding())
                .layer(new Bidirectional(Bidirectional.Mode.CONCAT, noisyLstm(WIDTH)))
                .layer(new Bidirectional(Bidirectional.Mode.ADD, noisyLstm(2 * WIDTH)))
                .layer(max())
                .layer(noisyDense(WIDTH))
                .layer(noisySoftmax())
                .build());
        network.init();
        Networks.fit(network);
        return network;
    }

    /** Trained, then frozen but for its output. */
    static ComputationGraph frozen() {
        ComputationGraph trained = Networks.trained(sequence(Networks.embedding(), Networks.dense(WIDTH)));
        ComputationGraph graph = new ComputationGraph(
                sequence(new FrozenLayer(Networks.embedding()), new FrozenLayer(Networks.dense(WIDTH)))
                        .build());
        graph.init(trained.params(), true);
        return graph;
    }

    static ComputationGraph normalized() {
        return Networks.trained(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", Networks.embedding(), "words")
                .addLayer("pooled", max(), "embedding")
                .addLayer(
                        "norm",
                        new BatchNormalization.Builder().nIn(WIDTH).nOut(WIDTH).build(),
                        "pooled")
                .addLayer("out", Networks.softmax(WIDTH), "norm")
                .setOutputs("out"));
    }

    private static GraphBuilder sequence(Layer embedding, Layer dense) {
        return Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", embedding, "words")
                .addLayer("pooled", max(), "embedding")
                .addLayer("dense", dense, "pooled")
                .addLayer("out", Networks.softmax(WIDTH), "dense")
                .setOutputs("out");
    }

    /** Embeddings are {@code [texts x words x width]}. */
    static ComputationGraph channelsLast() {
        return Networks.trained(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder()
                                .nIn(Networks.WORDS)
                                .nOut(WIDTH)
                                .outputDataFormat(RNNFormat.NWC)
                                .build(),
                        "words")
                .addLayer(
                        "pooled",
                        new GlobalPoolingLayer.Builder(PoolingType.AVG)
                                .poolingDimensions(1)
                                .build(),
                        "embedding")
                .addLayer("dense", Networks.dense(WIDTH), "pooled")
                .addLayer("out", Networks.softmax(WIDTH), "dense")
                .setOutputs("out"));
    }

    /** Ends in a softmax without weights. */
    static ComputationGraph lossLayer() {
        return Networks.trained(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", Networks.embedding(), "words")
                .addLayer("pooled", max(), "embedding")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nIn(WIDTH)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "pooled")
                .addLayer(
                        "out",
                        new LossLayer.Builder(LossFunction.MCXENT)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "dense")
                .setOutputs("out"));
    }

    /** Reads vectors of {@value Networks#WORDS} entries, without an embedding. */
    static ComputationGraph ofVectors() {
        ComputationGraph graph = new ComputationGraph(Networks.settings()
                .graphBuilder()
                .addInputs("vectors")
                .addLayer(
                        "lstm",
                        new LSTM.Builder().nIn(Networks.WORDS).nOut(WIDTH).build(),
                        "vectors")
                .addLayer("pooled", max(), "lstm")
                .addLayer("out", Networks.softmax(WIDTH), "pooled")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    /** Two texts, each with an embedding of its own. */
    static ComputationGraph pair() {
        return trainedOnPairs(Networks.settings()
                .graphBuilder()
                .addInputs("first", "second")
                .addLayer("embedding1", Networks.embedding(), "first")
                .addLayer("embedding2", Networks.embedding(), "second")
                .addLayer("pooled1", max(), "embedding1")
                .addLayer("pooled2", max(), "embedding2")
                .addVertex("both", new MergeVertex(), "pooled1", "pooled2")
                .addLayer("dense", noisyDense(2 * WIDTH), "both")
                .addLayer("out", Networks.softmax(WIDTH), "dense")
                .setOutputs("out"));
    }

    /** Two texts of one length, stacked to be embedded and read by the same layers. */
    static ComputationGraph stackedPair() {
        return trainedOnPairs(Networks.settings()
                .graphBuilder()
                .addInputs("first", "second")
                .addVertex("stack", new StackVertex(), "first", "second")
                .addLayer("embedding", Networks.embedding(), "stack")
                .addLayer("lstm", noisyLstm(WIDTH), "embedding")
                .addLayer("pooled", max(), "lstm")
                .addVertex("u", new UnstackVertex(0, 2), "pooled")
                .addVertex("v", new UnstackVertex(1, 2), "pooled")
                .addVertex("both", new MergeVertex(), "u", "v")
                .addLayer("dense", noisyDense(2 * WIDTH), "both")
                .addLayer("out", Networks.softmax(WIDTH), "dense")
                .setOutputs("out"));
    }

    private static ComputationGraph trainedOnPairs(GraphBuilder builder) {
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        Random random = new Random(17);
        for (int step = 0; step < 15; step++) {
            INDArray[] features = {Networks.features(random), Networks.features(random)};
            graph.fit(new MultiDataSet(features, new INDArray[] {Networks.labels(random)}));
        }
        return graph;
    }

    static ComputationGraph withOutput(Activation activation) {
        ComputationGraph graph = new ComputationGraph(Networks.settings()
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", Networks.embedding(), "words")
                .addLayer("pooled", max(), "embedding")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(WIDTH)
                                .nOut(2)
                                .activation(activation)
                                .build(),
                        "pooled")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }
}
