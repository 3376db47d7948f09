package org.dknn.nlp.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dknn.activation.Activations;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.InputEncoder;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.dl4j.Output;
import org.dknn.dl4j.Pooling;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Programs that people run, built anew from their descriptions with few units and little data. */
class RealProgramsTest {

    private static final int WIDTH = 10;
    private static final int LONGEST = 12;
    private static final List<String> WORDS =
            IntStream.range(0, 20).mapToObj(i -> "w" + i).toList();

    private static final WordVectors VECTORS =
            WordVectors.of(WIDTH, word -> WORDS.contains(word) ? vector(word) : null);

    private static float[] vector(String word) {
        Random random = new Random(word.hashCode());
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** One word in six is unknown, some texts are longer than the longest that is read. */
    private static List<List<String>> texts(long seed, int count) {
        Random random = new Random(seed);
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> text = new ArrayList<>();
            for (int t = 1 + random.nextInt(LONGEST + 4); t > 0; t--) {
                text.add(random.nextInt(6) == 0 ? "unknown" : WORDS.get(random.nextInt(WORDS.size())));
            }
            text.add("w3");
            texts.add(text);
        }
        return texts;
    }

    private static int label(List<String> text) {
        return text.contains("w5") ? 1 : 0;
    }

    private static NeuralNetConfiguration.Builder settings() {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.02))
                .weightInit(WeightInit.XAVIER);
    }

    private static void assertFaithful(
            Dl4jExtractor<List<String>> extractor,
            InputEncoder<List<String>> encoder,
            Function<INDArray, float[]> own) {
        List<List<String>> texts = texts(8, 60);
        Activations together = extractor.extract(texts);
        for (int i = 0; i < texts.size(); i++) {
            float[] expected = own.apply(encoder.encode(List.of(texts.get(i))).get(0));
            assertArrayEquals(
                    expected,
                    extractor.extract(List.of(texts.get(i))).probabilities().row(0),
                    1e-6f);
            assertArrayEquals(expected, together.probabilities().row(i), 1e-5f);
        }
    }

    /** Filters of three heights over an image with a word per row; pooling over all places, with dropout. */
    @Test
    void the_sentence_cnn_of_dl4js_examples() {
        GraphBuilder builder =
                settings().activation(Activation.LEAKYRELU).graphBuilder().addInputs("input");
        for (int height = 3; height <= 5; height++) {
            builder.addLayer(
                    "cnn" + height,
                    new ConvolutionLayer.Builder()
                            .kernelSize(height, WIDTH)
                            .stride(1, WIDTH)
                            .nIn(1)
                            .nOut(6)
                            .convolutionMode(ConvolutionMode.Same)
                            .build(),
                    "input");
        }
        ComputationGraph graph =
                new ComputationGraph(builder.addVertex("merge", new MergeVertex(), "cnn3", "cnn4", "cnn5")
                        .addLayer(
                                "globalPool",
                                new GlobalPoolingLayer.Builder()
                                        .poolingType(PoolingType.MAX)
                                        .dropOut(0.5)
                                        .build(),
                                "merge")
                        .addLayer(
                                "out",
                                new OutputLayer.Builder()
                                        .lossFunction(LossFunction.MCXENT)
                                        .activation(Activation.SOFTMAX)
                                        .nIn(18)
                                        .nOut(2)
                                        .build(),
                                "globalPool")
                        .setOutputs("out")
                        .build());
        graph.init();
        InputEncoder<List<String>> encoder = WordVectorEncoder.of(VECTORS)
                .withLayout(WordVectorEncoder.Layout.IMAGE)
                .withLengths(LengthPolicy.atMost(LONGEST))
                .droppingUnknown();
        for (List<String> text : texts(1, 40)) {
            float[][] label = new float[1][2];
            label[0][label(text)] = 1;
            graph.fit(new DataSet(encoder.encode(List.of(text)).get(0), Nd4j.createFromArray(label)));
        }

        assertFaithful(
                Dl4jExtractor.builder(graph, encoder).layer("globalPool").build(),
                encoder,
                features -> graph.output(features)[0].toFloatVector());
    }

    /** An LSTM over word vectors with a softmax at each step, trained in padded batches with masks at the last word. */
    @Test
    void the_sentence_rnn_of_dl4js_examples() {
        MultiLayerNetwork network = new MultiLayerNetwork(settings()
                .list()
                .layer(new LSTM.Builder()
                        .nIn(WIDTH)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder()
                        .activation(Activation.SOFTMAX)
                        .lossFunction(LossFunction.MCXENT)
                        .nIn(8)
                        .nOut(2)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .build());
        network.init();
        InputEncoder<List<String>> encoder = WordVectorEncoder.of(VECTORS)
                .withLengths(LengthPolicy.atMost(LONGEST))
                .droppingUnknown();
        for (int batch = 0; batch < 10; batch++) {
            network.fit(masked(texts(batch, 8), encoder));
        }

        assertTrue(network.getLayer(1).getParam("b").norm2Number().doubleValue() > 0);
        assertFaithful(
                Dl4jExtractor.builder(network, encoder)
                        .layer("0", Pooling.LAST_STEP)
                        .output(Output.of("1").pooled(Pooling.LAST_STEP))
                        .build(),
                encoder,
                features -> {
                    INDArray steps = network.output(features);
                    int last = (int) steps.size(2) - 1;
                    return new float[] {steps.getFloat(0, 0, last), steps.getFloat(0, 1, last)};
                });
    }

    private static DataSet masked(List<List<String>> texts, InputEncoder<List<String>> encoder) {
        INDArray features = Nd4j.zeros(texts.size(), WIDTH, LONGEST);
        INDArray labels = Nd4j.zeros(texts.size(), 2, LONGEST);
        INDArray featureMask = Nd4j.zeros(texts.size(), LONGEST);
        INDArray labelMask = Nd4j.zeros(texts.size(), LONGEST);
        for (int i = 0; i < texts.size(); i++) {
            INDArray own = encoder.encode(List.of(texts.get(i))).get(0);
            int length = (int) own.size(2);
            for (int t = 0; t < length; t++) {
                for (int d = 0; d < WIDTH; d++) {
                    features.putScalar(new int[] {i, d, t}, own.getFloat(0, d, t));
                }
                featureMask.putScalar(i, t, 1);
            }
            labels.putScalar(new int[] {i, label(texts.get(i)), length - 1}, 1);
            labelMask.putScalar(i, length - 1, 1);
        }
        return new DataSet(features, labels, featureMask, labelMask);
    }

    /**
     * As Keras's LSTM of film reviews is after its import: numbers of words with 0, 1 and 2 for padding, begin and
     * unknown, texts padded and cut in front, the last step of an LSTM, one sigmoid.
     */
    @Test
    void the_film_review_lstm_of_keras() {
        Map<String, Integer> numbers = new HashMap<>();
        WORDS.forEach(word -> numbers.put(word, numbers.size() + 4));
        MultiLayerNetwork network = new MultiLayerNetwork(settings()
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(WORDS.size() + 4)
                        .nOut(WIDTH)
                        .build())
                .layer(new LastTimeStep(new LSTM.Builder().nIn(WIDTH).nOut(8).build()))
                .layer(new OutputLayer.Builder(LossFunction.XENT)
                        .activation(Activation.SIGMOID)
                        .nIn(8)
                        .nOut(1)
                        .build())
                .build());
        network.init();
        InputEncoder<List<String>> encoder = TokenIds.of(numbers)
                .withBegin(1)
                .withUnknown(2)
                .withLengths(LengthPolicy.fixed(LONGEST).paddedInFront().cutInFront());
        for (List<String> text : texts(1, 40)) {
            network.fit(encoder.encode(List.of(text)).get(0), Nd4j.createFromArray(new float[][] {{label(text)}}));
        }

        assertFaithful(Dl4jExtractor.builder(network, encoder).layer("1").build(), encoder, features -> {
            float yes = network.output(features).getFloat(0);
            return new float[] {1 - yes, yes};
        });
    }
}
