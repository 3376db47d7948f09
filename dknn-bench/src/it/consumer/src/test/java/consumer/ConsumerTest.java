package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class ConsumerTest {

    private static final List<String> UNWANTED = List.of(
            "byteunits",
            "commons-codec",
            "commons-compress",
            "commons-net",
            "fastutil",
            "gson",
            "jna",
            "neoitertools",
            "oshi",
            "resources-",
            "threetenbp",
            "utility-iterators",
            "commons-collections4-4.1.",
            "commons-io-2.7.",
            "commons-lang3-3.11.",
            "commons-math3-3.5.");

    @Test
    void theClassPathIsClean() {
        List<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> new File(path).getName())
                .filter(name -> name.endsWith(".jar"))
                .toList();
        assertTrue(jars.stream().anyMatch(jar -> jar.startsWith("dknn-nlp")), jars::toString);
        assertEquals(
                List.of(),
                jars.stream()
                        .filter(jar -> UNWANTED.stream().anyMatch(jar::startsWith))
                        .toList());
    }

    @Test
    void explainsAText() {
        Dataset<List<String>> examples = examples();
        Vocabulary vocabulary = Vocabulary.build(examples.inputs(), 1);
        ComputationGraph network = trained(examples, vocabulary);
        ActivationExtractor<List<String>> extractor = Dl4jExtractor.builder(network, TokenIds.of(vocabulary))
                .layer("pooled")
                .build();
        Dataset.Split<List<String>> split = examples.holdOut(20, 1);
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(extractor).neighbors(5).fit(split.kept(), split.heldOut())) {
            Explanation explanation = Explainer.of(dknn, Tokenizer.english()).explain("A good film.");
            String text = Renderer.plain().render(explanation);
            assertTrue(text.contains("positive"), text);
        }
    }

    private static Dataset<List<String>> examples() {
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[80];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            texts.add(List.of(i % 3 == 0 ? "a" : "the", labels[i] == 1 ? "good" : "bad", i % 5 == 0 ? "story" : "film"));
        }
        return Dataset.of(texts, labels, LabelSet.of("negative", "positive"));
    }

    private static ComputationGraph trained(Dataset<List<String>> examples, Vocabulary vocabulary) {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs("words")
                .addLayer("embedding", new EmbeddingSequenceLayer.Builder().nIn(vocabulary.size()).nOut(4).build(), "words")
                .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "embedding")
                .addLayer("out", new OutputLayer.Builder().nIn(4).nOut(2).activation(Activation.SOFTMAX).build(), "pooled")
                .setOutputs("out")
                .build());
        network.init();
        float[][] labels = new float[examples.size()][2];
        for (int i = 0; i < labels.length; i++) {
            labels[i][examples.label(i)] = 1;
        }
        MultiDataSet all = new MultiDataSet(
                TokenIds.of(vocabulary).encode(examples.inputs()).get(0), Nd4j.createFromArray(labels));
        for (int step = 0; step < 40; step++) {
            network.fit(all);
        }
        return network;
    }
}
