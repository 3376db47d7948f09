package org.dknn.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.index.faiss.Faiss;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Vocabulary;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A network of texts of six words, of which one tells the class, and its examples. */
record SmallModel(ActivationExtractor<List<String>> extractor, Dataset<List<String>> examples) {

    static final int K = 7;
    static final LabelSet CLASSES = LabelSet.of("negative", "positive");

    /** The first examples are for training, the last ones for calibration. */
    static final int TRAINING = 180;

    private static final List<String> IDLE = List.of("a", "the", "film", "story", ",", "not", "it");
    private static final List<List<String>> TELLING = List.of(List.of("bad", "awful"), List.of("good", "great"));

    /** Trains the network; the same every time. */
    static SmallModel trained() {
        return trained(7);
    }

    /** Trains another network for each seed. */
    static SmallModel trained(int seed) {
        Dataset<List<String>> examples = labelled(240, 11);
        Vocabulary vocabulary = Vocabulary.build(examples.inputs(), 1);
        ComputationGraph graph = graph(vocabulary.size(), seed);
        INDArray features = TokenIds.of(vocabulary).encode(examples.inputs()).get(0);
        float[][] labels = new float[examples.size()][2];
        for (int i = 0; i < labels.length; i++) {
            labels[i][examples.label(i)] = 1;
        }
        MultiDataSet all = new MultiDataSet(features, Nd4j.createFromArray(labels));
        for (int step = 0; step < 30; step++) {
            graph.fit(all);
        }
        ActivationExtractor<List<String>> extractor = Dl4jExtractor.builder(graph, TokenIds.of(vocabulary))
                .layer("pooled")
                .layer("dense")
                .build();
        return new SmallModel(extractor, examples);
    }

    private static Dataset<List<String>> labelled(int count, int seed) {
        Random random = new Random(seed);
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            List<String> text = new ArrayList<>(IntStream.range(0, 6)
                    .mapToObj(t -> IDLE.get(random.nextInt(IDLE.size())))
                    .toList());
            text.set(random.nextInt(6), TELLING.get(labels[i]).get(random.nextInt(2)));
            texts.add(List.copyOf(text));
        }
        return Dataset.of(texts, labels, CLASSES);
    }

    /** Texts that the network has not seen, with some unknown words. */
    static List<String> texts(int count) {
        return labelled(count, 12).inputs().stream()
                .map(words -> String.join(" ", words) + (words.get(0).equals("a") ? " zebra" : ""))
                .toList();
    }

    private static ComputationGraph graph(int words, int seed) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.02))
                .weightInit(WeightInit.XAVIER)
                .graphBuilder()
                .addInputs("words")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder().nIn(words).nOut(10).build(),
                        "words")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "embedding")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder()
                                .nIn(10)
                                .nOut(8)
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

    Dataset<List<String>> training() {
        return examples.select(IntStream.range(0, TRAINING).toArray());
    }

    Dataset<List<String>> calibration() {
        return examples.select(IntStream.range(TRAINING, examples.size()).toArray());
    }

    /** Fits and saves an explainer. */
    void save(Path directory) throws IOException {
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(extractor)
                .neighbors(K)
                .index(Faiss.flatOrExact())
                .fit(training(), calibration())) {
            Explainer.of(dknn, new RefusingTokenizer()).save(directory);
        }
    }
}
