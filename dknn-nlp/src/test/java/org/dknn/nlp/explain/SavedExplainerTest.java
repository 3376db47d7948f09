package org.dknn.nlp.explain;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.Serving;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.InputEncoder;
import org.dknn.dl4j.Pooling;
import org.dknn.index.ExactIndex;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.nlp.SmallNetwork;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.encode.WordVectorEncoder;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class SavedExplainerTest {

    private static final String TEXT = "a GREAT zebra , film";
    private static SmallNetwork network;

    @TempDir
    private Path directory;

    @BeforeAll
    static void train() {
        network = SmallNetwork.trained();
    }

    private static DeepKnn<List<String>> fitted(InputEncoder<List<String>> encoder, int k) {
        return DeepKnn.builder(Dl4jExtractor.builder(network.graph(), encoder)
                        .layer("conv", Pooling.MAX_OVER_TIME)
                        .layer("dense")
                        .build())
                .neighbors(k)
                .index(ExactIndex.factory())
                .fit(some(0, 160), some(160, 240));
    }

    private static Dataset<List<String>> some(int from, int to) {
        return network.examples().select(IntStream.range(from, to).toArray());
    }

    private static Explainer<String> explainer(DeepKnn<List<String>> dknn) {
        return Explainer.of(dknn, Tokenizer.english())
                .withReferenceTexts(dknn.reference().inputs().stream()
                        .map(words -> "  " + String.join("  ", words).toUpperCase(java.util.Locale.ROOT))
                        .toList());
    }

    @Test
    void a_loaded_explainer_explains_as_before() throws Exception {
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            Explainer<String> saved = explainer(dknn);
            saved.save(directory);

            try (Explainer<String> loaded = Explainer.load(directory)) {
                Explanation explanation = loaded.explain(TEXT);
                assertEquals(saved.explain(TEXT), explanation);
                // texts as they were written
                assertTrue(
                        explanation.neighbors().get(0).nearest().get(0).text().startsWith("  "));
            }
        }
    }

    @Test
    void a_loaded_explainer_runs_its_calls_as_in_a_service() throws Exception {
        List<Serving.Cost> costs = new CopyOnWriteArrayList<>();
        Serving serving = Serving.create().atMost(1, 0).listener(costs::add);
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            Explainer<String> saved = explainer(dknn);
            saved.save(directory);

            try (Explainer<String> loaded = Explainer.load(directory, serving)) {
                assertEquals(saved.explain(TEXT), loaded.explain(TEXT));
            }
        }
        // the text, its variants, and the out-of-distribution scores
        assertTrue(costs.size() >= 2, costs.toString());
        assertTrue(costs.stream().allMatch(cost -> cost.rows() > 0 && !cost.failed()), costs.toString());
    }

    @Test
    void words_that_the_network_does_not_see_are_told() {
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            assertEquals(
                    List.of(2), explainer(dknn).explain(TEXT).segments().get(0).unseen());
        }
    }

    @Test
    void a_second_save_replaces_the_first() throws Exception {
        for (int k : new int[] {3, 7}) {
            try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), k)) {
                Explainer.of(dknn, Tokenizer.whitespace()).save(directory);
            }
        }

        try (Explainer<String> loaded = Explainer.load(directory);
                var files = Files.list(directory)) {
            assertEquals(
                    14,
                    loaded.explain(TEXT).prediction().votes().count(0)
                            + loaded.explain(TEXT).prediction().votes().count(1));
            // one directory of parts, the file that names it, and the lock
            assertTrue(files.count() <= 3);
        }
    }

    @Test
    void a_save_succeeds_where_the_old_explainer_cannot_be_deleted_and_the_next_one_deletes_it() throws Exception {
        List<Path> kept = new ArrayList<>();
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            InputKind<String> kind = InputKind.texts(dknn, Tokenizer.english());
            SavedExplainer.save(kind, directory);
            SavedExplainer.save(kind, directory, old -> {
                kept.add(old);
                throw new IOException("in use");
            });

            assertEquals(List.of(directory.resolve("explainer-1")), kept);
            assertTrue(Files.exists(kept.get(0)));
            try (Explainer<String> loaded = Explainer.load(directory)) {
                assertEquals(Explainer.of(dknn, Tokenizer.english()).explain(TEXT), loaded.explain(TEXT));
            }
            SavedExplainer.save(kind, directory);
        }
        try (var files = Files.list(directory)) {
            assertEquals(
                    1,
                    files.filter(file -> file.getFileName().toString().startsWith("explainer-"))
                            .count());
        }
    }

    @Test
    void parts_that_cannot_be_saved_are_named_and_leave_the_old_explainer() throws Exception {
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            Explainer.of(dknn, Tokenizer.english()).save(directory);
        }
        TokenIds byFunction = TokenIds.of(
                network.vocabulary().size(),
                word -> OptionalInt.of(network.vocabulary().id(word)));
        try (DeepKnn<List<String>> dknn = fitted(byFunction, 5)) {
            Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());

            assertRefused(
                    IllegalStateException.class,
                    "cannot save TokenIds[a function, length natural]: none of the formats",
                    () -> explainer.save(directory));
        }
        Explainer.load(directory).close();
    }

    @Test
    void a_missing_module_is_named_by_its_artifact() throws Exception {
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            Explainer.of(dknn, Tokenizer.english()).save(directory);
        }
        ContainerFile.write(directory.resolve("explainer-1/extractor/dknn.part"), "dknn-part", 1, out -> {
            Utf16.write(out, "onnx-extractor");
            Utf16.write(out, "org.dknn:dknn-onnx");
            out.writeInt(1);
        });

        assertMessage("was written as \"onnx-extractor\" by org.dknn:dknn-onnx, which is not on the class path");
    }

    @Test
    void another_network_is_refused() throws Exception {
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            Explainer.of(dknn, Tokenizer.english()).save(directory);
        }
        Path file = directory.resolve("explainer-1/extractor/network.zip");
        var other = network.graph().clone();
        other.params().addi(0.01);
        org.deeplearning4j.util.ModelSerializer.writeModel(other, file.toFile(), false);

        assertMessage("is not the network that was saved here");
        Files.writeString(file, "no zip");
        assertMessage("network.zip");
    }

    @Test
    void written_texts_of_other_words_are_refused() throws Exception {
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            explainer(dknn).save(directory);
        }
        ContainerFile.write(directory.resolve("explainer-1/texts.part"), "dknn-texts", 1, out -> {
            out.writeInt(160);
            for (int i = 0; i < 160; i++) {
                Utf16.writeAll(out, List.of("other words"));
            }
        });

        assertMessage("text 0 must have the words of the reference example");
    }

    /** The premise as numbers, the hypothesis as one-hot vectors. */
    @Test
    void a_loaded_explainer_of_pairs_explains_as_before() throws Exception {
        WordVectors oneHot = WordVectors.oneHot(network.vocabulary());
        SentencePairEncoder encoder =
                new SentencePairEncoder(TokenIds.of(network.vocabulary()), WordVectorEncoder.of(oneHot));
        List<List<String>> texts = network.examples().inputs();
        List<SentencePair> pairs = IntStream.range(0, 120)
                .mapToObj(i -> new SentencePair(texts.get(i), texts.get(i + 120)))
                .toList();
        int[] labels = IntStream.range(0, 120)
                .map(i -> network.examples().label(i) == network.examples().label(i + 120) ? 1 : 0)
                .toArray();
        Dataset<SentencePair> all = Dataset.of(pairs, labels, LabelSet.of("other", "same"));
        Dl4jExtractor<SentencePair> extractor = Dl4jExtractor.builder(pairNetwork(encoder, pairs), encoder)
                .layer("dense")
                .build();
        try (DeepKnn<SentencePair> dknn = DeepKnn.builder(extractor)
                .neighbors(5)
                .fit(
                        all.select(IntStream.range(0, 80).toArray()),
                        all.select(IntStream.range(80, 120).toArray()))) {
            Explainer<TextPair> saved = Explainer.ofPairs(dknn, Tokenizer.english());
            saved.save(directory);

            try (Explainer<TextPair> loaded = Explainer.loadPairs(directory)) {
                TextPair pair = new TextPair("a GREAT zebra , film", "it is bad");
                assertEquals(saved.explain(pair), loaded.explain(pair));
            }
        }
    }

    private static ComputationGraph pairNetwork(SentencePairEncoder encoder, List<SentencePair> pairs) {
        int words = network.vocabulary().size();
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(7)
                .graphBuilder()
                .addInputs("premise", "hypothesis")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder().nIn(words).nOut(6).build(),
                        "premise")
                .addLayer("first", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "embedding")
                .addLayer("second", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "hypothesis")
                .addVertex("both", new MergeVertex(), "first", "second")
                .addLayer(
                        "dense", new DenseLayer.Builder().nIn(6 + words).nOut(5).build(), "both")
                .addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nIn(5)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "dense")
                .setOutputs("out")
                .build());
        graph.init();
        INDArray[] features = encoder.encode(pairs).toArray(new INDArray[0]);
        float[][] labels = new float[pairs.size()][2];
        for (int i = 0; i < labels.length; i++) {
            labels[i][i % 2] = 1;
        }
        graph.fit(new MultiDataSet(features, new INDArray[] {Nd4j.createFromArray(labels)}));
        return graph;
    }

    @Test
    void pairs_and_nothing_are_refused() throws Exception {
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            Explainer.of(dknn, Tokenizer.english()).save(directory);
        }

        String message = String.valueOf(assertThrows(DknnFormatException.class, () -> Explainer.loadPairs(directory))
                .getMessage());
        assertTrue(message.contains("holds an explainer of [text]"), message);
        assertThrows(IOException.class, () -> Explainer.load(directory.resolve("nowhere")));
    }

    @Test
    void reference_texts_of_other_words_are_refused() {
        try (DeepKnn<List<String>> dknn = fitted(TokenIds.of(network.vocabulary()), 5)) {
            Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());

            assertRefused("needs one text per reference example", () -> explainer.withReferenceTexts(List.of("a")));
            List<String> wrong = dknn.reference().inputs().stream()
                    .map(words -> "other " + String.join(" ", words))
                    .toList();
            assertRefused(
                    "text 0 must have the words of the reference example", () -> explainer.withReferenceTexts(wrong));
        }
    }

    private void assertMessage(String part) {
        String message = String.valueOf(assertThrows(DknnFormatException.class, () -> Explainer.load(directory))
                .getMessage());
        assertTrue(message.contains(part), message);
    }
}
