package org.dknn.dl4j.nlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.iterator.CnnSentenceDataSetIterator;
import org.deeplearning4j.iterator.CnnSentenceDataSetIterator.Format;
import org.deeplearning4j.iterator.CnnSentenceDataSetIterator.UnknownWordHandling;
import org.deeplearning4j.iterator.provider.CollectionLabeledSentenceProvider;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.encode.WordVectorEncoder;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** DL4J's sentence programs, built anew with few units: Word2Vec, CnnSentenceDataSetIterator, convolutions or an LSTM. */
class SentenceProgramsTest {

    private static final int WIDTH = 8;
    private static final int LONGEST = 6;
    private static Word2Vec vectors;
    private static final Tokenizer TOKENIZER = Dl4jText.tokenizer(Reviews.tokens());

    @BeforeAll
    static void embed() {
        vectors = Reviews.vectors(WIDTH);
    }

    private static CnnSentenceDataSetIterator iterator(Format format, UnknownWordHandling unknown, boolean normalized) {
        return new CnnSentenceDataSetIterator.Builder(format)
                .sentenceProvider(
                        new CollectionLabeledSentenceProvider(Reviews.texts(), Reviews.labels(), new Random(3)))
                .wordVectors(vectors)
                .tokenizerFactory(Reviews.tokens())
                .unknownWordHandling(unknown)
                .useNormalizedWordVectors(normalized)
                .maxSentenceLength(LONGEST)
                .minibatchSize(16)
                .build();
    }

    private static WordVectorEncoder encoder(Format format, UnknownWordHandling unknown, boolean normalized) {
        return Dl4jText.sentences(
                        vectors, format, unknown, normalized ? Dl4jText.Scaling.NORMALIZED : Dl4jText.Scaling.NONE)
                .withLengths(LengthPolicy.atMost(LONGEST));
    }

    @ParameterizedTest
    @CsvSource({
        "CNN2D,RemoveWord,true",
        "CNN2D,UseUnknownVector,true",
        "CNN1D,RemoveWord,false",
        "RNN,UseUnknownVector,false",
        "RNN,RemoveWord,true"
    })
    void sentences_are_read_as_the_iterator_reads_them(Format format, UnknownWordHandling unknown, boolean normalized) {
        CnnSentenceDataSetIterator iterator = iterator(format, unknown, normalized);
        WordVectorEncoder encoder = encoder(format, unknown, normalized);

        for (String text :
                List.of("the GREAT film", "a zebra is awful", "it is a very very very long story and film")) {
            INDArray expected = iterator.loadSingleSentence(text);
            INDArray got = encoder.encode(List.of(TOKENIZER.words(text))).get(0);

            assertArrayEquals(expected.shape(), got.shape(), text);
            assertArrayEquals(
                    expected.dup('c').data().asFloat(), got.dup('c').data().asFloat(), text);
        }
    }

    private static GraphBuilder settings() {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.02))
                .graphBuilder()
                .addInputs("input");
    }

    /** Filters of two and three words over all of their vectors, side by side. */
    private static ComputationGraph convolutions() {
        return fitted(
                settings()
                        .addLayer("cnn2", filters(2), "input")
                        .addLayer("cnn3", filters(3), "input")
                        .addVertex("merge", new MergeVertex(), "cnn2", "cnn3")
                        .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "merge"),
                12,
                Format.CNN2D);
    }

    private static ConvolutionLayer filters(int words) {
        return new ConvolutionLayer.Builder(words, WIDTH)
                .stride(1, WIDTH)
                .nIn(1)
                .nOut(6)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.LEAKYRELU)
                .build();
    }

    private static ComputationGraph recurrent() {
        return fitted(
                settings()
                        .addLayer("lstm", new LSTM.Builder().nIn(WIDTH).nOut(7).build(), "input")
                        .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "lstm"),
                7,
                Format.RNN);
    }

    private static ComputationGraph fitted(GraphBuilder below, int width, Format format) {
        ComputationGraph graph = new ComputationGraph(below.addLayer(
                        "out",
                        new OutputLayer.Builder()
                                .nIn(width)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "pooled")
                .setOutputs("out")
                .build());
        graph.init();
        CnnSentenceDataSetIterator iterator = iterator(format, UnknownWordHandling.RemoveWord, true);
        graph.fit(iterator, 3);
        return graph;
    }

    private static Dl4jExtractor<List<String>> extractor(ComputationGraph graph, Format format) {
        return Dl4jExtractor.builder(graph, encoder(format, UnknownWordHandling.RemoveWord, true))
                .layer("pooled")
                .build();
    }

    @ParameterizedTest
    @CsvSource({"CNN2D", "RNN"})
    void probabilities_are_those_of_the_program(Format format) throws Exception {
        ComputationGraph graph = format == Format.CNN2D ? convolutions() : recurrent();
        CnnSentenceDataSetIterator iterator = iterator(format, UnknownWordHandling.RemoveWord, true);
        List<List<String>> inputs =
                Reviews.texts().stream().map(TOKENIZER::words).toList();

        Faithful.assertFaithful(
                extractor(graph, format),
                inputs,
                // an array in another order of memory is multiplied in another order, with other rounding
                words -> graph.outputSingle(iterator.loadSingleSentence(String.join(" ", words))
                                .dup('c'))
                        .toFloatVector());
    }

    @Test
    void an_explainer_is_saved_and_loaded_with_its_vectors_and_tokens(@TempDir Path directory) throws Exception {
        List<List<String>> inputs =
                Reviews.texts().stream().map(TOKENIZER::words).toList();
        int[] labels = Reviews.labels().stream()
                .mapToInt(label -> label.equals("good") ? 1 : 0)
                .toArray();
        Dataset<List<String>> all = Dataset.of(inputs, labels, LabelSet.of("bad", "good"));
        int[] first = java.util.stream.IntStream.range(0, 40).toArray();
        int[] rest = java.util.stream.IntStream.range(40, 60).toArray();
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(extractor(convolutions(), Format.CNN2D))
                .neighbors(5)
                .fit(all.select(first), all.select(rest))) {
            Explainer<String> explainer = Explainer.of(dknn, TOKENIZER);
            explainer.save(directory);

            try (Explainer<String> loaded = Explainer.load(directory)) {
                String text = "The zebra is GREAT, very";
                assertEquals(explainer.explain(text), loaded.explain(text));
            }
        }
    }
}
