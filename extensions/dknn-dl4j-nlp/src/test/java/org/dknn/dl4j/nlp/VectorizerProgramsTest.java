package org.dknn.dl4j.nlp;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.deeplearning4j.bagofwords.vectorizer.BagOfWordsVectorizer;
import org.deeplearning4j.bagofwords.vectorizer.TextVectorizer;
import org.deeplearning4j.bagofwords.vectorizer.TfidfVectorizer;
import org.deeplearning4j.models.paragraphvectors.ParagraphVectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.text.sentenceiterator.CollectionSentenceIterator;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TextVectorEncoder;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.saved.ModelParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Networks over whole texts by DL4J's vectorizers and paragraph vectors. */
class VectorizerProgramsTest {

    private static final Tokenizer TOKENIZER = Dl4jText.tokenizer(Reviews.tokens());

    /** A fitted vectorizer and what reads like it. */
    private record Source(TextVectorizer vectorizer, TextVectorEncoder encoder) {

        static Source of(String kind) {
            if (kind.equals("counts")) {
                BagOfWordsVectorizer vectorizer = new BagOfWordsVectorizer.Builder()
                        .setIterator(new CollectionSentenceIterator(Reviews.texts()))
                        .setTokenizerFactory(Reviews.tokens())
                        .build();
                vectorizer.fit();
                return new Source(vectorizer, Dl4jText.bagOfWords(vectorizer));
            }
            TfidfVectorizer vectorizer = new TfidfVectorizer.Builder()
                    .setIterator(new CollectionSentenceIterator(Reviews.texts()))
                    .setTokenizerFactory(Reviews.tokens())
                    .build();
            vectorizer.fit();
            return new Source(vectorizer, Dl4jText.tfIdf(vectorizer));
        }
    }

    private static List<List<String>> inputs() {
        return Stream.concat(Reviews.texts().stream(), Stream.of("great zebra great film", "zebra"))
                .map(TOKENIZER::words)
                .toList();
    }

    private static MultiLayerNetwork fitted(int width, TextVectorEncoder encoder) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.02))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(width)
                        .nOut(6)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder()
                        .nIn(6)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        float[][] labels = new float[60][2];
        for (int i = 0; i < labels.length; i++) {
            labels[i][Reviews.labels().get(i).equals("good") ? 1 : 0] = 1;
        }
        INDArray features = encoder.encode(inputs().subList(0, 60)).get(0);
        for (int step = 0; step < 10; step++) {
            network.fit(features, Nd4j.createFromArray(labels));
        }
        return network;
    }

    @ParameterizedTest
    @ValueSource(strings = {"counts", "tf-idf"})
    void texts_are_read_as_the_vectorizer_reads_them(String kind) throws Exception {
        Source source = Source.of(kind);

        for (List<String> words : inputs()) {
            assertArrayEquals(
                    source.vectorizer().transform(new ArrayList<>(words)).toFloatVector(),
                    source.encoder().encode(List.of(words)).get(0).toFloatVector(),
                    kind + words);
        }
        MultiLayerNetwork network = fitted(source.vectorizer().getVocabCache().numWords(), source.encoder());
        Faithful.assertFaithful(
                Dl4jExtractor.builder(network, source.encoder()).layer("0").build(), inputs(), words -> network.output(
                                source.vectorizer()
                                        .transform(new ArrayList<>(words))
                                        .reshape(1, -1))
                        .toFloatVector());
    }

    @ParameterizedTest
    @ValueSource(strings = {"counts", "tf-idf"})
    void weights_are_saved_and_loaded(String kind, @TempDir Path directory) throws Exception {
        TextVectorEncoder saved = Source.of(kind).encoder();
        ModelParts parts = ModelParts.installed();

        parts.write(saved, directory.resolve("encoder"));
        TextVectorEncoder loaded = parts.read(directory.resolve("encoder"), TextVectorEncoder.class);

        assertEquals(saved.encode(inputs()), loaded.encode(inputs()));
    }

    /** DL4J seeds an inference by its text, so this model infers the same vector each time. */
    @Test
    void paragraph_vectors_are_read() throws Exception {
        ParagraphVectors model = new ParagraphVectors.Builder()
                .minWordFrequency(1)
                .layerSize(8)
                .seed(7)
                .workers(1)
                .epochs(3)
                .iterate(new CollectionSentenceIterator(Reviews.texts()))
                .trainWordVectors(true)
                .tokenizerFactory(Reviews.tokens())
                .build();
        model.fit();
        TextVectorEncoder encoder = Dl4jText.paragraphs(model);
        MultiLayerNetwork network = fitted(8, encoder);

        assertEquals(3, encoder.example().size());
        assertArrayEquals(
                new float[8], encoder.encode(List.of(List.of("zebra"))).get(0).toFloatVector());
        Faithful.assertFaithful(
                Dl4jExtractor.builder(network, encoder).layer("0").build(),
                Reviews.texts().stream().map(TOKENIZER::words).toList(),
                words -> network.output(
                                model.inferVector(String.join(" ", words)).reshape(1, -1))
                        .toFloatVector());
    }

    @Test
    void vectors_that_differ_each_time_are_refused() {
        AtomicInteger calls = new AtomicInteger();
        TextVectorEncoder drifting = TextVectorEncoder.of(
                        8, words -> words.isEmpty() ? new float[8] : drifted(calls.incrementAndGet()))
                .withExample(List.of("film"));
        MultiLayerNetwork network = fitted(8, drifting);

        assertRefused(
                "the encoder must give an input the same array each time",
                () -> Dl4jExtractor.builder(network, drifting).layer("0").build());
    }

    private static float[] drifted(int call) {
        float[] vector = new float[8];
        vector[0] = call;
        return vector;
    }

    @Test
    void a_foreign_splitter_is_refused_when_it_is_saved(@TempDir Path directory) {
        Tokenizer foreign = Tokenizer.searching(text -> List.of(text));

        assertRefused(IllegalStateException.class, "none of the formats", () -> ModelParts.installed()
                .write(foreign, directory.resolve("tokenizer")));
    }
}
