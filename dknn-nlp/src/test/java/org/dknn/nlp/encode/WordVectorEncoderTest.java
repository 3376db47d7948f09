package org.dknn.nlp.encode;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.activation.Activations;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.LengthPolicy;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

class WordVectorEncoderTest {

    private static final Map<String, float[]> KNOWN = Map.of("a", new float[] {1, 2}, "b", new float[] {3, 4});
    private static final WordVectors VECTORS = WordVectors.of(2, KNOWN::get);

    private static double[][] channels(INDArray array, int row) {
        return array.slice(row).toDoubleMatrix();
    }

    @Test
    void vectors_stand_in_columns_and_unknown_words_are_zeros() {
        INDArray array = WordVectorEncoder.of(VECTORS)
                .encode(List.of(List.of("a", "b", "x"), List.of("b", "b", "a")))
                .get(0);

        assertArrayEquals(new long[] {2, 2, 3}, array.shape());
        assertArrayEquals(new double[][] {{1, 3, 0}, {2, 4, 0}}, channels(array, 0));
        assertArrayEquals(new double[][] {{3, 3, 1}, {4, 4, 2}}, channels(array, 1));
    }

    @Test
    void the_unknown_word_may_be_a_vector_and_an_empty_text_is_one() {
        WordVectorEncoder encoder = WordVectorEncoder.of(VECTORS).withUnknown(7, 8);

        assertArrayEquals(
                new double[][] {{7}, {8}},
                channels(encoder.encode(List.of(List.of())).get(0), 0));
        assertArrayEquals(
                new double[][] {{7, 1}, {8, 2}},
                channels(encoder.encode(List.of(List.of("x", "a"))).get(0), 0));
        assertEquals(List.of(1), encoder.lengths(List.of()));
    }

    @Test
    void an_empty_text_is_read_as_a_text_of_one_unknown_word_wherever_padding_stands() {
        for (LengthPolicy policy : List.of(LengthPolicy.natural(), LengthPolicy.fixed(3), LengthPolicy.minimum(2))) {
            for (LengthPolicy lengths : List.of(policy, policy.paddedInFront())) {
                WordVectorEncoder encoder =
                        WordVectorEncoder.of(VECTORS).withUnknown(7, 8).withLengths(lengths);

                assertEquals(
                        encoder.encode(List.of(List.of("x"))), encoder.encode(List.of(List.of())), lengths.toString());
            }
        }
    }

    @Test
    void where_unknown_words_are_dropped_there_is_no_unknown_word() {
        WordVectorEncoder encoder =
                WordVectorEncoder.of(VECTORS).withUnknown(7, 8).droppingUnknown();

        assertArrayEquals(
                new double[][] {{0}, {0}},
                channels(encoder.encode(List.of(List.of("x"))).get(0), 0));
    }

    @Test
    void a_policy_pads_with_zeros_and_cuts() {
        WordVectorEncoder encoder =
                WordVectorEncoder.of(VECTORS).withUnknown(7, 8).withLengths(LengthPolicy.fixed(2));

        INDArray array = encoder.encode(List.of(List.of("a"), List.of("b", "a", "b"), List.of()))
                .get(0);

        assertArrayEquals(new double[][] {{1, 0}, {2, 0}}, channels(array, 0));
        assertArrayEquals(new double[][] {{3, 1}, {4, 2}}, channels(array, 1));
        assertArrayEquals(new double[][] {{7, 0}, {8, 0}}, channels(array, 2));
        assertEquals(List.of(2), encoder.lengths(List.of("a", "b", "a")));
    }

    @Test
    void what_a_function_gives_is_checked_and_copied() {
        Map<String, float[]> wrong = new HashMap<>();
        wrong.put("short", new float[] {1});
        wrong.put("endless", new float[] {1, Float.POSITIVE_INFINITY});
        float[] own = {1, 2};
        wrong.put("own", own);
        WordVectors vectors = WordVectors.of(2, wrong::get);

        assertRefused("vector of \"short\" must have 2 values, got 1", () -> vectors.vector("short"));
        assertRefused("vector of \"endless\" must be finite", () -> vectors.vector("endless"));
        assertRefused("at least 1 value, got width 0", () -> WordVectors.of(0, wrong::get));
        assertRefused("unknown word must have 2 values, got 1", () -> WordVectorEncoder.of(vectors)
                .withUnknown(1));
        vectors.vector("own").orElseThrow()[0] = 9;
        assertEquals(1, own[0]);
    }

    @Test
    void a_network_fed_with_vectors_gives_a_text_the_same_rows_alone_and_beside_others() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .biasInit(0.3)
                .list()
                .layer(new LSTM.Builder().nIn(2).nOut(4).build())
                .layer(new GlobalPoolingLayer())
                .layer(new OutputLayer.Builder()
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        Dl4jExtractor<List<String>> extractor = Dl4jExtractor.builder(network, WordVectorEncoder.of(VECTORS))
                .layer("1")
                .build();
        List<List<String>> texts = List.of(List.of("a", "b"), List.of(), List.of("b", "b", "a"), List.of("x", "a"));

        Activations together = extractor.extract(texts);

        for (int i = 0; i < texts.size(); i++) {
            Activations alone = extractor.extract(List.of(texts.get(i)));
            for (int column = 0; column < 4; column++) {
                assertEquals(
                        alone.matrices().get(0).get(0, column),
                        together.matrices().get(0).get(i, column),
                        1e-6);
            }
        }
    }
}
