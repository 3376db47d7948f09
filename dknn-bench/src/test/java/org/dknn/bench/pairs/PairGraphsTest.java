package org.dknn.bench.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.bench.data.SnliPairs;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Recipe.Dropout;
import org.dknn.cli.train.Recipe.Looks;
import org.dknn.cli.train.Recipe.Rate;
import org.dknn.cli.train.Trainer;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PairGraphsTest {

    /** a is 2, b is 3, c is 4. */
    private static final Vocabulary VOCABULARY = Vocabulary.build(List.of(List.of("a", "a", "a", "b", "b", "c")), 1);

    private static final Recipe RECIPE =
            new Recipe(new Dropout(0.2, 0.2), new Rate(0.01, 0), new Looks(1_000, 1), 0.9, 2, 5, 3);

    private static ComputationGraph untrained() {
        return PairGraphs.untrained(VOCABULARY, RECIPE, Optional.empty());
    }

    private static Map<String, INDArray> outputs(ComputationGraph network, int[] premise, int[] hypothesis) {
        return network.feedForward(
                new INDArray[] {
                    Nd4j.createFromArray(new int[][] {premise}), Nd4j.createFromArray(new int[][] {hypothesis})
                },
                false);
    }

    private static void assertSidesEqual(ComputationGraph network) {
        network.paramTable().forEach((name, value) -> {
            if (name.startsWith(PairGraphs.PREMISE)) {
                String twin = PairGraphs.HYPOTHESIS + name.substring(PairGraphs.PREMISE.length());
                assertEquals(value, network.getParam(twin), name);
            }
        });
    }

    @Test
    void sides_are_equal_at_the_start_and_after_training_in_every_bit() {
        ComputationGraph network = untrained();
        assertSidesEqual(network);
        INDArray before = network.getParam("premise-convolution_W").dup();
        Dataset<SentencePair> pairs = Dataset.of(
                List.of(
                        new SentencePair(List.of("a", "b"), List.of("c")),
                        new SentencePair(List.of("a"), List.of("b", "b", "c")),
                        new SentencePair(List.of(), List.of("a"))),
                new int[] {0, 1, 2},
                SnliPairs.LABELS);

        ComputationGraph trained =
                new Trainer<>(RECIPE, Reading.pairs(VOCABULARY), line -> {}).train(network, pairs, pairs);

        assertNotEquals(before, network.getParam("premise-convolution_W"));
        assertSidesEqual(network);
        assertSidesEqual(trained);
    }

    @Test
    void a_tied_weight_learns_from_both_of_its_uses() {
        ComputationGraph network = untrained();
        INDArray before = network.getParam("premise-embedding_W").dup();

        // only the hypothesis has word 4
        network.fit(
                new INDArray[] {Nd4j.createFromArray(new int[][] {{2, 3}}), Nd4j.createFromArray(new int[][] {{4}})},
                new INDArray[] {Nd4j.createFromArray(new float[][] {{1, 0, 0}})});

        INDArray after = network.getParam("premise-embedding_W");
        assertNotEquals(before.getRow(4), after.getRow(4));
        assertNotEquals(
                before.getRow(2), network.getParam("hypothesis-embedding_W").getRow(2));
        assertSidesEqual(network);
    }

    @Test
    void equal_sentences_have_equal_vectors_on_both_sides_and_no_difference() {
        Map<String, INDArray> outputs = outputs(untrained(), new int[] {2, 3, 4}, new int[] {2, 3, 4});

        assertEquals(outputs.get("premise-pooled"), outputs.get("hypothesis-pooled"));
        assertEquals(0, outputs.get("difference").maxNumber().doubleValue());
    }

    @Test
    void the_joined_vector_is_u_and_v_and_their_difference_and_product() {
        Map<String, INDArray> outputs = outputs(untrained(), new int[] {2, 3, 4}, new int[] {4, 2});
        double[] u = outputs.get("premise-pooled").toDoubleMatrix()[0];
        double[] v = outputs.get("hypothesis-pooled").toDoubleMatrix()[0];
        double[] joined = outputs.get("joined").toDoubleMatrix()[0];

        assertEquals(4 * u.length, joined.length);
        int differ = 0;
        for (int i = 0; i < u.length; i++) {
            assertEquals(u[i], joined[i], 1e-6);
            assertEquals(v[i], joined[u.length + i], 1e-6);
            assertEquals(Math.abs(u[i] - v[i]), joined[2 * u.length + i], 1e-6);
            assertEquals(u[i] * v[i], joined[3 * u.length + i], 1e-6);
            differ += u[i] < v[i] ? 1 : 0;
        }
        assertTrue(differ > 0 && differ < u.length, "both signs of the difference are met");
    }

    @Test
    void words_begin_at_their_vectors_where_they_have_one() {
        float[] vector = new float[50];
        vector[7] = 5;
        ComputationGraph network =
                PairGraphs.untrained(VOCABULARY, RECIPE, Optional.of(WordVectors.of(50, Map.of("b", vector)::get)));

        assertEquals(1, network.getParam("hypothesis-embedding_W").getDouble(3, 7), 1e-6);
        assertEquals(
                untrained().getParam("premise-embedding_W").getRow(2),
                network.getParam("premise-embedding_W").getRow(2));
        assertSidesEqual(network);
    }

    @Test
    void vectors_of_another_width_and_layers_without_a_twin_are_refused() {
        WordVectors narrow = WordVectors.of(2, word -> null);

        assertThrows(
                IllegalArgumentException.class, () -> PairGraphs.untrained(VOCABULARY, RECIPE, Optional.of(narrow)));
        assertThrows(IllegalArgumentException.class, () -> new TiedLayers(untrained(), "dense", "premise-"));
    }
}
