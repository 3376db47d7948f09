package org.dknn.nlp.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
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
import org.dknn.activation.ActivationExtractor;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.InputEncoder;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** The two networks whose answers were recorded; nothing but the recording asks them. */
final class GateNetworks {

    static final List<Integer> WIDTHS = List.of(5, 4, 3);
    private static final int STEPS = 30;

    private GateNetworks() {}

    static ActivationExtractor<List<String>> ofTexts(Dataset<List<String>> training) {
        Vocabulary vocabulary = Vocabulary.build(training.inputs(), 1);
        InputEncoder<List<String>> encoder = TokenIds.of(vocabulary);
        GraphBuilder graph = builder().addInputs("words");
        String pooled = side(graph, "words", "", 5, vocabulary.size());
        return trained(finished(graph, 5, pooled), encoder, training, "pooled");
    }

    static ActivationExtractor<SentencePair> ofPairs(Dataset<SentencePair> training) {
        List<List<String>> sides = new ArrayList<>();
        training.inputs().forEach(pair -> sides.addAll(List.of(pair.premise(), pair.hypothesis())));
        Vocabulary vocabulary = Vocabulary.build(sides, 1);
        InputEncoder<SentencePair> encoder = new SentencePairEncoder(TokenIds.of(vocabulary));
        GraphBuilder graph = builder().addInputs("premise", "hypothesis");
        String first = side(graph, "premise", " of premise", 4, vocabulary.size());
        String second = side(graph, "hypothesis", " of hypothesis", 4, vocabulary.size());
        graph.addLayer(
                "joined",
                new DenseLayer.Builder()
                        .nIn(8)
                        .nOut(5)
                        .activation(Activation.LEAKYRELU)
                        .build(),
                first,
                second);
        return trained(finished(graph, 5, "joined"), encoder, training, "joined");
    }

    private static GraphBuilder builder() {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.02))
                .weightInit(WeightInit.XAVIER)
                .graphBuilder();
    }

    private static String side(GraphBuilder graph, String input, String suffix, int width, int words) {
        graph.addLayer(
                        "embedding" + suffix,
                        new EmbeddingSequenceLayer.Builder().nIn(words).nOut(6).build(),
                        input)
                .addLayer(
                        "conv" + suffix,
                        new Convolution1DLayer.Builder(3)
                                .nIn(6)
                                .nOut(width)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.RELU)
                                .build(),
                        "embedding" + suffix)
                .addLayer("pooled" + suffix, new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "conv" + suffix);
        return "pooled" + suffix;
    }

    private static ComputationGraph finished(GraphBuilder builder, int width, String last) {
        ComputationGraph graph = new ComputationGraph(builder.addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nIn(width)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        last)
                .addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nIn(4)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "dense")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    private static <I> ActivationExtractor<I> trained(
            ComputationGraph graph, InputEncoder<I> encoder, Dataset<I> training, String layer) {
        Map<String, List<Integer>> byLength = new TreeMap<>();
        for (int i = 0; i < training.size(); i++) {
            byLength.computeIfAbsent(encoder.lengths(training.inputs().get(i)).toString(), lengths -> new ArrayList<>())
                    .add(i);
        }
        for (int step = 0; step < STEPS; step++) {
            byLength.values().forEach(ordinals -> graph.fit(batch(encoder, training, ordinals)));
        }
        return Dl4jExtractor.builder(graph, encoder).layer(layer).layer("dense").build();
    }

    private static <I> MultiDataSet batch(InputEncoder<I> encoder, Dataset<I> training, List<Integer> ordinals) {
        float[][] labels = new float[ordinals.size()][3];
        for (int i = 0; i < labels.length; i++) {
            labels[i][training.label(ordinals.get(i))] = 1;
        }
        List<INDArray> features =
                encoder.encode(ordinals.stream().map(training.inputs()::get).toList());
        return new MultiDataSet(
                features.toArray(INDArray[]::new), new INDArray[] {Nd4j.createFromArray(labels)}, null, null);
    }
}
