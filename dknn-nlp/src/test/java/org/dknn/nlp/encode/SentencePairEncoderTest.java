package org.dknn.nlp.encode;

import static org.dknn.nlp.PairProducts.pair;
import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.Activations;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class SentencePairEncoderTest {

    /** a is 2, b is 3. */
    private static final Vocabulary VOCABULARY = Vocabulary.build(List.of(List.of("a", "a", "b")), 1);

    private final SentencePairEncoder encoder = new SentencePairEncoder(TokenIds.of(VOCABULARY));

    @Test
    void each_side_is_an_input_of_its_own_length() {
        List<INDArray> arrays = encoder.encode(List.of(pair("a b x", "b"), pair("b b b", "a")));

        assertEquals(2, arrays.size());
        assertArrayEquals(new int[][] {{2, 3, 1}, {3, 3, 3}}, arrays.get(0).toIntMatrix());
        assertArrayEquals(new int[][] {{3}, {2}}, arrays.get(1).toIntMatrix());
        assertEquals(List.of(3, 1), encoder.lengths(pair("a b x", "b")));
    }

    @Test
    void sides_may_have_encoders_of_their_own() {
        SentencePairEncoder other = new SentencePairEncoder(
                TokenIds.of(VOCABULARY).withLengths(LengthPolicy.fixed(2)),
                TokenIds.of(Vocabulary.build(List.of(List.of("b")), 1)));

        List<INDArray> arrays = other.encode(List.of(pair("a b b", "b a")));

        assertArrayEquals(new int[][] {{2, 3}}, arrays.get(0).toIntMatrix());
        assertArrayEquals(new int[][] {{2, 1}}, arrays.get(1).toIntMatrix());
        assertEquals(List.of(2, 2), other.lengths(pair("a b b", "b a")));
    }

    @Test
    void an_empty_side_is_one_unknown_word() {
        List<INDArray> arrays = encoder.encode(List.of(pair("", "a b")));

        assertArrayEquals(new int[][] {{1}}, arrays.get(0).toIntMatrix());
        assertEquals(List.of(1, 2), encoder.lengths(pair("", "a b")));
        assertEquals(pair("", ""), encoder.blank());
    }

    @Test
    void the_example_is_that_of_each_side() {
        TextVectorEncoder inferred =
                TextVectorEncoder.of(1, words -> new float[] {words.size()}).withExample(List.of("a", "film"));

        assertEquals(pair("a film", "a film"), new SentencePairEncoder(inferred).example());
        assertEquals(pair("a film", ""), new SentencePairEncoder(inferred, TokenIds.of(VOCABULARY)).example());
    }

    @Test
    void a_pair_is_written_with_two_spaces_between_its_sides() {
        assertEquals("a b  c", encoder.codec().write(pair("a b", "c")));
        assertEquals("  ", encoder.codec().write(pair("", "")));
        assertEquals(pair("", "c"), encoder.codec().read("  c"));
        assertEquals(pair("a", ""), encoder.codec().read("a  "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b c", "a  b  c", "a    b"})
    void what_is_no_pair_is_refused(String text) {
        assertRefused(
                "two texts with two spaces between them", () -> encoder.codec().read(text));
    }

    @Test
    void any_pair_is_read_back() {
        List<String> pieces = List.of("", " ", "  ", "\\", "\\s", "a", "\t", "\n", "\u2192", "a b", "\uD83D\uDE00");
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            SentencePair pair = new SentencePair(words(pieces, random), words(pieces, random));

            assertEquals(pair, encoder.codec().read(encoder.codec().write(pair)), "seed 3, round " + round);
        }
    }

    private static List<String> words(List<String> pieces, Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            words.add(pieces.get(random.nextInt(pieces.size())) + pieces.get(random.nextInt(pieces.size())));
        }
        return words;
    }

    /** Two inputs, a BiLSTM each, {@code [u, v, u - v]}, softmax; all parameters are random, so none is 0. */
    private static ComputationGraph network() {
        var graph = new NeuralNetConfiguration.Builder().graphBuilder().addInputs("premise", "hypothesis");
        for (String side : List.of("premise", "hypothesis")) {
            LSTM lstm = new LSTM.Builder().nIn(4).nOut(3).build();
            graph.addLayer(
                            side + "-words",
                            new EmbeddingSequenceLayer.Builder().nIn(4).nOut(4).build(),
                            side)
                    .addLayer(side + "-lstm", new Bidirectional(Bidirectional.Mode.CONCAT, lstm), side + "-words")
                    .addLayer(side + "-max", new GlobalPoolingLayer(), side + "-lstm");
        }
        graph.addVertex(
                        "difference",
                        new ElementWiseVertex(ElementWiseVertex.Op.Subtract),
                        "premise-max",
                        "hypothesis-max")
                .addVertex("joined", new MergeVertex(), "premise-max", "hypothesis-max", "difference")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(18)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "joined")
                .setOutputs("out");
        ComputationGraph network = new ComputationGraph(graph.build());
        network.init();
        Random random = new Random(7);
        float[] values = new float[(int) network.numParams()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        network.setParams(Nd4j.createFromArray(values).reshape(1, values.length));
        return network;
    }

    @Test
    void a_pair_has_the_activations_it_has_alone_whatever_pairs_are_beside_it() {
        Dl4jExtractor<SentencePair> extractor =
                Dl4jExtractor.builder(network(), encoder).layer("joined").build();
        List<SentencePair> pairs = new ArrayList<>();
        for (String premise : List.of("", "a", "b a", "a b x b", "x x")) {
            for (String hypothesis : List.of("", "b", "x a", "b a b")) {
                pairs.add(pair(premise, hypothesis));
            }
        }
        Collections.shuffle(pairs, new Random(2));

        Activations together = extractor.extract(pairs);

        for (int i = 0; i < pairs.size(); i++) {
            Activations alone = extractor.extract(List.of(pairs.get(i)));
            for (int column = 0; column < 18; column++) {
                assertEquals(
                        alone.matrices().get(0).get(0, column),
                        together.matrices().get(0).get(i, column),
                        1e-5,
                        "seed 2, pair " + pairs.get(i));
            }
        }
    }

    @Test
    void swapping_the_sides_is_another_pair() {
        Dl4jExtractor<SentencePair> extractor =
                Dl4jExtractor.builder(network(), encoder).layer("joined").build();

        Activations both = extractor.extract(List.of(pair("a b", "b"), pair("b", "a b")));

        double difference = 0;
        for (int column = 0; column < 3; column++) {
            difference += Math.abs(
                    both.probabilities().get(0, column) - both.probabilities().get(1, column));
        }
        assertTrue(difference > 1e-3, "probabilities differ too little");
    }
}
