package org.dknn.nlp.encode;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.InputEncoder;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Networks over arrays of other shapes than numbers of words, each trained a little and wrapped as it is. */
class EncodersOnNetworksTest {

    private static final int WIDTH = 6;
    private static final List<String> WORDS =
            IntStream.range(0, 12).mapToObj(i -> "w" + i).toList();
    private static final Vocabulary VOCABULARY = Vocabulary.of(WORDS);

    private static final WordVectors VECTORS = WordVectors.of(WIDTH, word -> {
        if (!WORDS.contains(word)) {
            return null;
        }
        Random random = new Random(word.hashCode());
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    });

    /** A network with a layer "pooled" and the encoder of its inputs. */
    private record Model(ComputationGraph network, InputEncoder<List<String>> encoder) {}

    private static final Map<String, Supplier<Model>> MODELS = Map.ofEntries(
            Map.entry("image with a word per row", () -> image(WordVectorEncoder.Layout.IMAGE, 3, WIDTH)),
            Map.entry("image with a word per column", () -> image(WordVectorEncoder.Layout.IMAGE_OF_COLUMNS, WIDTH, 3)),
            Map.entry("image of channels", EncodersOnNetworksTest::channels),
            Map.entry("one-hot", () -> recurrent(WordVectors.oneHot(VOCABULARY))),
            Map.entry("words dropped", () -> recurrent(VECTORS)),
            Map.entry("tf-idf", EncodersOnNetworksTest::tfIdf),
            Map.entry("counts", () -> dense(BagOfWordsEncoder.counts(VOCABULARY))),
            Map.entry("presence", () -> dense(BagOfWordsEncoder.presence(VOCABULARY))),
            Map.entry("numbers from elsewhere", EncodersOnNetworksTest::foreign),
            Map.entry("two inputs", EncodersOnNetworksTest::twoInputs),
            Map.entry("two texts", EncodersOnNetworksTest::twoTexts),
            Map.entry("fixed length, padded and cut in front", EncodersOnNetworksTest::fixed));

    static List<String> models() {
        return MODELS.keySet().stream().sorted().toList();
    }

    private static GraphBuilder graph(String... inputs) {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs(inputs);
    }

    private static Layer max() {
        return new GlobalPoolingLayer.Builder(PoolingType.MAX).build();
    }

    private static Model image(WordVectorEncoder.Layout layout, int height, int width) {
        boolean rows = layout == WordVectorEncoder.Layout.IMAGE;
        GraphBuilder graph = graph("in")
                .setInputTypes(InputType.convolutional(rows ? 9 : WIDTH, rows ? WIDTH : 9, 1))
                .addLayer(
                        "filters",
                        new ConvolutionLayer.Builder(height, width)
                                .nIn(1)
                                .nOut(5)
                                .stride(rows ? 1 : WIDTH, rows ? WIDTH : 1)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.RELU)
                                .build(),
                        "in");
        return model(
                graph.addLayer("pooled", max(), "filters"),
                5,
                WordVectorEncoder.of(VECTORS).withLayout(layout).droppingUnknown());
    }

    private static Model channels() {
        GraphBuilder graph = graph("in")
                .setInputTypes(InputType.convolutional(9, 1, WIDTH))
                .addLayer(
                        "filters",
                        new ConvolutionLayer.Builder(3, 1)
                                .nIn(WIDTH)
                                .nOut(5)
                                .convolutionMode(ConvolutionMode.Same)
                                .activation(Activation.TANH)
                                .build(),
                        "in");
        return model(
                graph.addLayer("pooled", max(), "filters"),
                5,
                WordVectorEncoder.of(VECTORS).withLayout(WordVectorEncoder.Layout.IMAGE_OF_CHANNELS));
    }

    private static Model recurrent(WordVectors vectors) {
        GraphBuilder graph = graph("in")
                .addLayer(
                        "lstm", new LSTM.Builder().nIn(vectors.width()).nOut(5).build(), "in")
                .addLayer("pooled", max(), "lstm");
        return model(graph, 5, WordVectorEncoder.of(vectors).droppingUnknown());
    }

    private static Model tfIdf() {
        float[] idf = new float[VOCABULARY.size()];
        for (int i = 0; i < idf.length; i++) {
            idf[i] = 1 + i / 7f;
        }
        InputEncoder<List<String>> encoder = TextVectorEncoder.of(idf.length, words -> {
            float[] values = new float[idf.length];
            words.forEach(word -> values[VOCABULARY.id(word)] += idf[VOCABULARY.id(word)]);
            return values;
        });
        return dense(encoder);
    }

    private static Model dense(InputEncoder<List<String>> encoder) {
        return model(
                graph("in")
                        .addLayer(
                                "pooled",
                                new DenseLayer.Builder()
                                        .nIn(VOCABULARY.size())
                                        .nOut(5)
                                        .build(),
                                "in"),
                5,
                encoder);
    }

    /** Numbers as Keras gives them: padding 0, start 1, unknown 2, words from 4. */
    private static Model foreign() {
        Map<String, Integer> numbers = new HashMap<>();
        WORDS.forEach(word -> numbers.put(word, 4 + WORDS.indexOf(word)));
        GraphBuilder graph = graph("in")
                .addLayer(
                        "embedding",
                        new EmbeddingSequenceLayer.Builder()
                                .nIn(4 + WORDS.size())
                                .nOut(WIDTH)
                                .build(),
                        "in")
                .addLayer("lstm", new LSTM.Builder().nIn(WIDTH).nOut(5).build(), "embedding")
                .addLayer("pooled", max(), "lstm");
        return model(graph, 5, TokenIds.of(numbers).withPadding(0).withBegin(1).withUnknown(2));
    }

    private static Model twoTexts() {
        GraphBuilder graph = graph("first", "second")
                .addLayer("embedding1", embedding(), "first")
                .addLayer("embedding2", embedding(), "second")
                .addLayer("max1", max(), "embedding1")
                .addLayer("max2", max(), "embedding2")
                .addVertex("pooled", new MergeVertex(), "max1", "max2");
        return model(graph, 2 * WIDTH, new Halves(new SentencePairEncoder(TokenIds.of(VOCABULARY))));
    }

    /** Reads the halves of a text as a pair. */
    private record Halves(SentencePairEncoder pairs) implements InputEncoder<List<String>> {

        private static SentencePair pair(List<String> words) {
            int middle = words.size() / 2;
            return new SentencePair(words.subList(0, middle), words.subList(middle, words.size()));
        }

        @Override
        public List<Integer> lengths(List<String> words) {
            return pairs.lengths(pair(words));
        }

        @Override
        public List<INDArray> encode(List<List<String>> texts) {
            return pairs.encode(texts.stream().map(Halves::pair).toList());
        }

        @Override
        public List<String> blank() {
            return List.of();
        }

        @Override
        public InputCodec<List<String>> codec() {
            return InputCodec.words();
        }
    }

    private static Model twoInputs() {
        GraphBuilder graph = graph("words", "counts")
                .addLayer("embedding", embedding(), "words")
                .addLayer("max", max(), "embedding")
                .addLayer(
                        "dense",
                        new DenseLayer.Builder().nIn(VOCABULARY.size()).nOut(3).build(),
                        "counts")
                .addVertex("pooled", new MergeVertex(), "max", "dense");
        return model(
                graph,
                WIDTH + 3,
                InputEncoder.joined(List.of(TokenIds.of(VOCABULARY), BagOfWordsEncoder.counts(VOCABULARY))));
    }

    private static EmbeddingSequenceLayer embedding() {
        return new EmbeddingSequenceLayer.Builder()
                .nIn(VOCABULARY.size())
                .nOut(WIDTH)
                .build();
    }

    private static Model fixed() {
        GraphBuilder graph = graph("in")
                .addLayer("embedding", embedding(), "in")
                .addLayer(
                        "filters",
                        new Convolution1DLayer.Builder(4).nIn(WIDTH).nOut(5).build(),
                        "embedding")
                .addLayer("pooled", max(), "filters");
        return model(
                graph,
                5,
                TokenIds.of(VOCABULARY)
                        .withLengths(LengthPolicy.fixed(7).paddedInFront().cutInFront()));
    }

    private static Model model(GraphBuilder builder, int width, InputEncoder<List<String>> encoder) {
        ComputationGraph graph = new ComputationGraph(builder.addLayer(
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
        Random random = new Random(11);
        for (int step = 0; step < 20; step++) {
            List<String> text = text(random, 1 + random.nextInt(8));
            float[][] label = new float[1][2];
            label[0][text.contains("w3") ? 1 : 0] = 1;
            graph.fit(new MultiDataSet(
                    encoder.encode(List.of(text)).toArray(new INDArray[0]),
                    new INDArray[] {Nd4j.createFromArray(label)}));
        }
        return new Model(graph, encoder);
    }

    /** One word in eight is unknown. */
    private static List<String> text(Random random, int length) {
        List<String> words = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            words.add(random.nextInt(8) == 0 ? "unknown" : WORDS.get(random.nextInt(WORDS.size())));
        }
        return words;
    }

    private static List<List<String>> texts() {
        Random random = new Random(4);
        List<List<String>> texts = new ArrayList<>(List.of(List.of(), List.of("unknown")));
        for (int i = 0; i < 25; i++) {
            texts.add(text(random, random.nextInt(10)));
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("models")
    void probabilities_are_the_networks_own(String name) throws Exception {
        Model model = MODELS.get(name).get();
        Dl4jExtractor<List<String>> extractor = Dl4jExtractor.builder(model.network(), model.encoder())
                .layer("pooled")
                .build();
        Function<List<String>, float[]> own = text -> model.network()
                .output(model.encoder().encode(List.of(text)).toArray(new INDArray[0]))[0]
                .toFloatVector();
        List<List<String>> texts = texts();

        for (List<String> text : texts) {
            assertArrayEquals(
                    own.apply(text),
                    extractor.extract(List.of(text)).probabilities().row(0),
                    1e-6f,
                    name + ", alone: " + text);
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Activations>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> extractor.extract(texts)));
            }
            for (Future<Activations> result : results) {
                for (int i = 0; i < texts.size(); i++) {
                    assertArrayEquals(
                            own.apply(texts.get(i)),
                            result.get().probabilities().row(i),
                            1e-5f,
                            name);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_number_above_the_embedding_is_refused_with_its_word() {
        Model model = fixed();
        List<String> more = new ArrayList<>(WORDS);
        more.add("zebra");

        assertRefused("has the rows 0..13, but the encoder gives \"zebra\" the number 14", () -> Dl4jExtractor.builder(
                        model.network(), TokenIds.of(Vocabulary.of(more)).withLengths(LengthPolicy.fixed(7)))
                .layer("pooled")
                .build());
        assertRefused("gives the end of a text the number 20", () -> Dl4jExtractor.builder(
                        model.network(), TokenIds.of(VOCABULARY).withEnd(20))
                .layer("pooled")
                .build());
    }

    @Test
    void an_encoder_that_answers_differently_is_refused() {
        Random drawn = new Random(1);
        InputEncoder<List<String>> inferring =
                TextVectorEncoder.of(VOCABULARY.size(), words -> vector(words.isEmpty() ? 0 : drawn.nextFloat()));

        Dl4jExtractor.Builder<List<String>> builder =
                Dl4jExtractor.builder(tfIdf().network(), inferring).layer("pooled");
        assertRefused("the encoder must give an input the same array each time", () -> builder.example(List.of("w1"))
                .build());
    }

    private static float[] vector(float first) {
        float[] vector = new float[VOCABULARY.size()];
        vector[0] = first;
        return vector;
    }

    /** The advice is that of the cause: a vector of a wrong width needs no longer text. */
    @Test
    void advice_is_by_cause() {
        ComputationGraph network = tfIdf().network();

        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Dl4jExtractor.builder(
                                network, TextVectorEncoder.of(5, words -> new float[5]))
                        .layer("pooled")
                        .build())
                .getMessage());
        assertTrue(message.contains("the network cannot read the shortest input"), message);
        assertTrue(message.contains("does not match layer input size (layer # inputs = 14)"), message);
        assertFalse(message.contains("LengthPolicy"), message);
    }
}
