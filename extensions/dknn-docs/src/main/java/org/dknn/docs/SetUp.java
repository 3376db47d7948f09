package org.dknn.docs;

// how-to from here
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

// how-to to here

/** From texts to a classifier that can be asked. */
final class SetUp {

    private SetUp() {}

    // how-to from here
    static ComputationGraph network(int words, int classes) {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(3e-3))
                .graphBuilder()
                .addInputs("ids")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder().nIn(words).nOut(32).build(),
                        "ids")
                .addLayer(
                        "windows",
                        new Convolution1DLayer.Builder(3)
                                .nIn(32)
                                .nOut(64)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.RELU)
                                .build(),
                        "embedding")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "windows")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nIn(64)
                                .nOut(32)
                                .activation(Activation.RELU)
                                .build(),
                        "pooled")
                .addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nIn(32)
                                .nOut(classes)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "dense")
                .setOutputs("out")
                .build());
        network.init();
        return network;
    }

    static void train(ComputationGraph network, TokenIds ids, Dataset<List<String>> texts, int epochs) {
        INDArray words = ids.encode(texts.inputs()).get(0);
        INDArray labels =
                Nd4j.zeros(DataType.FLOAT, texts.size(), texts.labelSet().size());
        for (int i = 0; i < texts.size(); i++) {
            labels.putScalar(i, texts.label(i), 1);
        }
        for (int epoch = 0; epoch < epochs; epoch++) {
            new DataSet(words, labels).batchBy(32).forEach(network::fit);
        }
    }

    static DeepKnn<List<String>> classifier(ComputationGraph network, TokenIds ids, Dataset.Split<List<String>> split) {
        return DeepKnn.builder(Dl4jExtractor.builder(network, ids)
                        .layer("pooled")
                        .layer("dense")
                        .build())
                .neighbors(20)
                .fit(split.kept(), split.heldOut());
    }
    // how-to to here
}
