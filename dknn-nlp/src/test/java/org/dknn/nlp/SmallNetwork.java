package org.dknn.nlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A network of convolutions with dropout that has learned which of two words for each class a text of six words holds. */
public record SmallNetwork(ComputationGraph graph, Vocabulary vocabulary, Dataset<List<String>> examples) {

    private static final List<String> IDLE = List.of("a", "the", "film", "story", ",", "not", "it");
    private static final List<List<String>> TELLING = List.of(List.of("bad", "awful"), List.of("good", "great"));

    /** Trains it; the same every time. */
    public static SmallNetwork trained() {
        Dataset<List<String>> examples = labelled();
        Vocabulary vocabulary = Vocabulary.build(examples.inputs(), 1);
        ComputationGraph graph = graph(vocabulary.size());
        INDArray features = TokenIds.of(vocabulary).encode(examples.inputs()).get(0);
        float[][] labels = new float[examples.size()][2];
        for (int i = 0; i < labels.length; i++) {
            labels[i][examples.label(i)] = 1;
        }
        MultiDataSet all = new MultiDataSet(features, Nd4j.createFromArray(labels));
        for (int step = 0; step < 60; step++) {
            graph.fit(all);
        }
        return new SmallNetwork(graph, vocabulary, examples);
    }

    private static Dataset<List<String>> labelled() {
        Random random = new Random(11);
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[240];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            List<String> text = new ArrayList<>(IntStream.range(0, 6)
                    .mapToObj(t -> IDLE.get(random.nextInt(IDLE.size())))
                    .toList());
            text.set(random.nextInt(6), TELLING.get(labels[i]).get(random.nextInt(2)));
            texts.add(List.copyOf(text));
        }
        return Dataset.of(texts, labels, LabelSet.of("negative", "positive"));
    }

    private static ComputationGraph graph(int words) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.02))
                .weightInit(WeightInit.XAVIER)
                .graphBuilder()
                .addInputs("words")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder().nIn(words).nOut(10).build(),
                        "words")
                .addLayer(
                        "conv",
                        new Convolution1DLayer.Builder(3)
                                .nIn(10)
                                .nOut(12)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.RELU)
                                .build(),
                        "embedding")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "conv")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nIn(12)
                                .nOut(8)
                                .dropOut(0.6)
                                .activation(Activation.TANH)
                                .build(),
                        "pooled")
                .addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nIn(8)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "dense")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }
}
