package org.dknn.dl4j;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Small networks over texts of word numbers below {@value #WORDS}, trained a little, so that their biases are not zero. */
final class Networks {

    static final int WORDS = 40;
    private static final int WIDTH = 8;

    private Networks() {}

    static NeuralNetConfiguration.Builder settings() {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.05))
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.TANH);
    }

    static EmbeddingSequenceLayer embedding() {
        return new EmbeddingSequenceLayer.Builder().nIn(WORDS).nOut(WIDTH).build();
    }

    private static Convolution1DLayer convolution(int width, ConvolutionMode mode) {
        return new Convolution1DLayer.Builder(width)
                .nIn(WIDTH)
                .nOut(WIDTH)
                .convolutionMode(mode)
                .activation(Activation.RELU)
                .build();
    }

    private static Layer bidirectional(int in) {
        return new Bidirectional(
                Bidirectional.Mode.CONCAT,
                new LSTM.Builder()
                        .nIn(in)
                        .nOut(WIDTH)
                        .activation(Activation.TANH)
                        .build());
    }

    private static GlobalPoolingLayer max() {
        return new GlobalPoolingLayer.Builder(PoolingType.MAX).build();
    }

    static DenseLayer dense(int in) {
        return new DenseLayer.Builder().nIn(in).nOut(WIDTH).build();
    }

    static OutputLayer softmax(int in) {
        return new OutputLayer.Builder()
                .nIn(in)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build();
    }

    /** Embedding, convolutions of widths 3 and 4, max over time, merged to "pooled", dense, softmax. */
    static ComputationGraph cnn() {
        return trained(cnnGraph(settings()));
    }

    static GraphBuilder cnnGraph(NeuralNetConfiguration.Builder settings) {
        return settings.graphBuilder()
                .addInputs("words")
                .addLayer("embedding", embedding(), "words")
                .addLayer("conv3", convolution(3, ConvolutionMode.Same), "embedding")
                .addLayer("max3", max(), "conv3")
                .addLayer("conv4", convolution(4, ConvolutionMode.Same), "embedding")
                .addLayer("max4", max(), "conv4")
                .addVertex("pooled", new MergeVertex(), "max3", "max4")
                .addLayer("dense", dense(2 * WIDTH), "pooled")
                .addLayer("out", softmax(WIDTH), "dense")
                .setOutputs("out");
    }

    /** Two convolutions, one on the other, then max over time. */
    static ComputationGraph stackedConvolutions() {
        return trained(sequence(convolution(3, ConvolutionMode.Same), convolution(3, ConvolutionMode.Same)));
    }

    /** A convolution that cannot read fewer than 4 words. */
    static ComputationGraph unpaddedConvolution() {
        return trained(sequence(convolution(4, ConvolutionMode.Truncate)));
    }

    private static GraphBuilder sequence(Layer... layers) {
        GraphBuilder graph = settings().graphBuilder().addInputs("words").addLayer("embedding", embedding(), "words");
        String last = "embedding";
        for (int i = 0; i < layers.length; i++) {
            graph.addLayer("sequence" + i, layers[i], last);
            last = "sequence" + i;
        }
        return graph.addLayer("pooled", max(), last)
                .addLayer("dense", dense(WIDTH), "pooled")
                .addLayer("out", softmax(WIDTH), "dense")
                .setOutputs("out");
    }

    /** Layers "0" to "4": embedding, BiLSTM, max over time, dense, softmax. */
    static MultiLayerNetwork biLstm() {
        return trained(new MultiLayerNetwork(settings()
                .list()
                .layer(embedding())
                .layer(bidirectional(WIDTH))
                .layer(max())
                .layer(dense(2 * WIDTH))
                .layer(softmax(WIDTH))
                .build()));
    }

    /** Embedding, max over time, dense, softmax, by these names; layers with an empty one have none. Untrained. */
    static MultiLayerNetwork named(String... names) {
        List<Layer> layers = List.of(embedding(), max(), dense(WIDTH), softmax(WIDTH));
        NeuralNetConfiguration.ListBuilder list = settings().list();
        for (int i = 0; i < names.length; i++) {
            if (!names[i].isEmpty()) {
                layers.get(i).setLayerName(names[i]);
            }
            list.layer(layers.get(i));
        }
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    /** Two BiLSTMs, one on the other, then max over time. */
    static MultiLayerNetwork stackedBiLstm() {
        return trained(new MultiLayerNetwork(settings()
                .list()
                .layer(embedding())
                .layer(bidirectional(WIDTH))
                .layer(bidirectional(2 * WIDTH))
                .layer(max())
                .layer(dense(2 * WIDTH))
                .layer(softmax(WIDTH))
                .build()));
    }

    /** Layer "2" is a dense layer that DL4J runs once a step, each step a row; the steps are put together again behind it. */
    static MultiLayerNetwork densePerStep() {
        return trained(new MultiLayerNetwork(settings()
                .list()
                .layer(embedding())
                .layer(new LSTM.Builder().nIn(WIDTH).nOut(WIDTH).build())
                .layer(dense(WIDTH))
                .layer(new LSTM.Builder().nIn(WIDTH).nOut(WIDTH).build())
                .layer(max())
                .layer(softmax(WIDTH))
                .inputPreProcessor(2, new RnnToFeedForwardPreProcessor())
                .inputPreProcessor(3, new FeedForwardToRnnPreProcessor())
                .build()));
    }

    /** An LSTM of which the last step counts, layer "1". */
    static MultiLayerNetwork lastStepLstm() {
        return trained(new MultiLayerNetwork(settings()
                .list()
                .layer(embedding())
                .layer(new LastTimeStep(
                        new LSTM.Builder().nIn(WIDTH).nOut(WIDTH).build()))
                .layer(dense(WIDTH))
                .layer(softmax(WIDTH))
                .build()));
    }

    /** Two dense layers, "0" and "1", over the counts of words. */
    static MultiLayerNetwork bagOfWords() {
        MultiLayerNetwork network = new MultiLayerNetwork(settings()
                .list()
                .layer(dense(WORDS))
                .layer(dense(WIDTH))
                .layer(softmax(WIDTH))
                .build());
        network.init();
        Random random = new Random(17);
        for (int step = 0; step < 15; step++) {
            network.fit(Nd4j.rand(DataType.FLOAT, 8, WORDS), labels(random));
        }
        return network;
    }

    /** An embedding and an LSTM's last step for each of two texts, merged, then dense. */
    static ComputationGraph twoInputs() {
        GraphBuilder builder = settings()
                .graphBuilder()
                .addInputs("one", "two")
                .addLayer("words1", embedding(), "one")
                .addLayer("words2", embedding(), "two")
                .addLayer("first", lastStep(), "words1")
                .addLayer("second", lastStep(), "words2")
                .addVertex("both", new MergeVertex(), "first", "second")
                .addLayer("dense", dense(2 * WIDTH), "both")
                .addLayer("out", softmax(WIDTH), "dense")
                .setOutputs("out");
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        Random random = new Random(17);
        for (int step = 0; step < 15; step++) {
            graph.fit(new MultiDataSet(
                    new INDArray[] {features(random), features(random)}, new INDArray[] {labels(random)}));
        }
        return graph;
    }

    private static Layer lastStep() {
        return new LastTimeStep(new LSTM.Builder().nIn(WIDTH).nOut(WIDTH).build());
    }

    static ComputationGraph trained(GraphBuilder builder) {
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        Random random = new Random(17);
        for (int step = 0; step < 15; step++) {
            graph.fit(new MultiDataSet(features(random), labels(random)));
        }
        return graph;
    }

    private static MultiLayerNetwork trained(MultiLayerNetwork network) {
        network.init();
        fit(network);
        return network;
    }

    static void fit(MultiLayerNetwork network) {
        Random random = new Random(17);
        for (int step = 0; step < 15; step++) {
            network.fit(features(random), labels(random));
        }
    }

    static INDArray features(Random random) {
        int[][] ids = new int[8][7];
        for (int[] row : ids) {
            for (int t = 0; t < row.length; t++) {
                row[t] = random.nextInt(WORDS);
            }
        }
        return Nd4j.createFromArray(ids).castTo(DataType.FLOAT);
    }

    static INDArray labels(Random random) {
        float[][] labels = new float[8][2];
        for (float[] row : labels) {
            row[random.nextInt(2)] = 1;
        }
        return Nd4j.createFromArray(labels);
    }
}
