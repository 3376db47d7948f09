package org.dknn.dl4j;

import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks with outputs of other kinds than one softmax, trained a little, so that their biases are not zero. */
final class OutputNetworks {

    private static final int WIDTH = 8;

    private OutputNetworks() {}

    /** As DL4J's examples classify texts: layers "0" to "2", embedding, LSTM, a softmax at each step. */
    static MultiLayerNetwork softmaxPerStep() {
        MultiLayerNetwork network = new MultiLayerNetwork(Networks.settings()
                .list()
                .layer(Networks.embedding())
                .layer(new LSTM.Builder().nIn(WIDTH).nOut(WIDTH).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(WIDTH)
                        .nOut(3)
                        .dataFormat(RNNFormat.NCW)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        Random random = new Random(3);
        for (int step = 0; step < 15; step++) {
            INDArray features = Networks.features(random);
            float[][][] labels = new float[(int) features.size(0)][3][(int) features.size(1)];
            for (float[][] text : labels) {
                for (int t = 0; t < text[0].length; t++) {
                    text[random.nextInt(3)][t] = 1;
                }
            }
            network.fit(features, Nd4j.createFromArray(labels));
        }
        return network;
    }

    /** Ends in one layer "out" of so many units. */
    static ComputationGraph ending(int units, Activation activation, LossFunction loss) {
        ComputationGraph graph =
                new ComputationGraph(pooled().addLayer("out", output(units, activation, loss), "pooled")
                        .setOutputs("out")
                        .build());
        return fitted(graph, units);
    }

    /** Ends in a softmax "class" and in a number "score". */
    static ComputationGraph twoOutputs() {
        ComputationGraph graph = new ComputationGraph(
                pooled().addLayer("class", output(2, Activation.SOFTMAX, LossFunction.MCXENT), "pooled")
                        .addLayer("score", output(1, Activation.IDENTITY, LossFunction.MSE), "pooled")
                        .setOutputs("class", "score")
                        .build());
        return fitted(graph, 2, 1);
    }

    private static org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder pooled() {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new org.nd4j.linalg.learning.config.Adam(0.05))
                .graphBuilder()
                .addInputs("words")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder()
                                .nIn(Networks.WORDS)
                                .nOut(WIDTH)
                                .build(),
                        "words")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "embedding");
    }

    private static OutputLayer output(int units, Activation activation, LossFunction loss) {
        return new OutputLayer.Builder(loss)
                .nIn(WIDTH)
                .nOut(units)
                .activation(activation)
                .build();
    }

    private static ComputationGraph fitted(ComputationGraph graph, int... units) {
        graph.init();
        Random random = new Random(17);
        for (int step = 0; step < 15; step++) {
            INDArray features = Networks.features(random);
            INDArray[] labels = new INDArray[units.length];
            for (int i = 0; i < labels.length; i++) {
                float[][] rows = new float[(int) features.size(0)][units[i]];
                for (float[] row : rows) {
                    row[random.nextInt(units[i])] = random.nextInt(4) == 0 ? 0 : 1;
                }
                labels[i] = Nd4j.createFromArray(rows);
            }
            graph.fit(new MultiDataSet(new INDArray[] {features}, labels));
        }
        return graph;
    }
}
