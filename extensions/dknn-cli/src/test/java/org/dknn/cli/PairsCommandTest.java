package org.dknn.cli;

import static org.dknn.cli.CommandLineTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.cli.CommandLineTest.Result;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.json.ExplanationJson;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

/** A model of pairs that was saved in Java; its network is untrained, as nothing here depends on what it answers. */
class PairsCommandTest {

    private static final List<String> WORDS = List.of("dogs", "run", "cats", "sleep", "outside");

    @TempDir
    private static Path directory;

    private static String model;

    @BeforeAll
    static void save() throws IOException {
        Vocabulary vocabulary = Vocabulary.of(WORDS);
        Dl4jExtractor<SentencePair> extractor = Dl4jExtractor.builder(
                        network(vocabulary.size()), new SentencePairEncoder(TokenIds.of(vocabulary)))
                .layer("first")
                .layer("second")
                .build();
        model = directory.resolve("pairs.model").toString();
        try (DeepKnn<SentencePair> dknn =
                DeepKnn.builder(extractor).neighbors(5).fit(pairs(0), pairs(1))) {
            Explainer.ofPairs(dknn, Tokenizer.english()).save(Path.of(model));
        }
    }

    private static ComputationGraph network(int words) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("premise", "hypothesis")
                .addLayer("words of first", embedding(words), "premise")
                .addLayer("words of second", embedding(words), "hypothesis")
                .addLayer("first", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "words of first")
                .addLayer("second", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "words of second")
                .addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nIn(8)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "first",
                        "second")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    private static EmbeddingSequenceLayer embedding(int words) {
        return new EmbeddingSequenceLayer.Builder().nIn(words).nOut(4).build();
    }

    private static Dataset<SentencePair> pairs(int shift) {
        List<SentencePair> pairs = IntStream.range(0, 24)
                .mapToObj(i -> new SentencePair(List.of(word(i + shift), word(i + 1)), List.of(word(2 * i + shift))))
                .toList();
        return Dataset.of(
                pairs, IntStream.range(0, 24).map(i -> i % 2).toArray(), LabelSet.of("neutral", "entailment"));
    }

    private static String word(int i) {
        return WORDS.get(i % WORDS.size());
    }

    @Test
    void two_texts_are_explained_together() throws IOException {
        Result json = run("pairs", model, "Dogs run outside.", "Cats sleep.", "--format", "json");
        Result lines = run("pairs", model, "Dogs run outside.", "Cats sleep.", "--interactions", "2");

        assertEquals(0, json.code(), json.err());
        Explanation explanation = ExplanationJson.create().read(json.out());
        assertTrue(explanation.isPair());
        assertEquals("Dogs run outside.", explanation.segments().get(0).text());
        assertEquals("Cats sleep.", explanation.segments().get(1).text());
        assertEquals(0, lines.code(), lines.err());
        assertTrue(lines.out().contains("premise") && lines.out().contains("hypothesis"), lines.out());
    }

    @Test
    void methods_are_chosen() throws IOException {
        Result json =
                run("pairs", model, "Dogs run.", "Cats sleep.", "--by", "neighbors,probability", "--format", "json");

        assertEquals(0, json.code(), json.err());
        assertEquals(
                List.of("neighbors leave-one-out", "probability"),
                ExplanationJson.create().read(json.out()).segments().get(0).attributions().stream()
                        .map(Attributions::method)
                        .toList());
    }

    @Test
    void pairs_of_a_file_are_explained_in_its_order() throws IOException {
        String file = Files.write(
                        directory.resolve("pairs.csv"),
                        List.of("id,sentence1,sentence2", "1,Dogs run.,Cats sleep outside.", "2,Cats run.,Dogs sleep."))
                .toString();

        Result rows = run(
                "pairs", model, "-f", file, "--premise", "sentence1", "--hypothesis", "sentence2", "--format", "tsv");

        assertEquals(0, rows.code(), rows.err());
        List<String> lines = rows.out().lines().toList();
        assertTrue(lines.get(0).startsWith("number\tlabel\t"), lines.get(0));
        // words and full stops
        assertEquals(1 + 3 + 4 + 3 + 3, lines.size());
        assertTrue(lines.get(4).startsWith("1\t") && lines.get(4).contains("\thypothesis\t1\tcats\t"), lines.get(4));
        assertTrue(lines.get(8).startsWith("2\t") && lines.get(8).contains("\tpremise\t1\tcats\t"), lines.get(8));
    }

    @Test
    void a_model_of_texts_is_told_apart() throws IOException {
        Files.createDirectory(directory.resolve("of-texts"));

        for (String name : List.of("none", "of-texts")) {
            Result none = run("pairs", directory.resolve(name).toString(), "a", "b");

            assertEquals(1, none.code());
            assertTrue(
                    none.err().endsWith(name + " with a model of pairs in it; Explainer.save writes one, in Java\n"),
                    none.err());
        }
    }
}
