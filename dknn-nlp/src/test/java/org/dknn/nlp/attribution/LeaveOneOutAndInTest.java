package org.dknn.nlp.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;

class LeaveOneOutAndInTest {

    private static final Target FOR = Target.of(1);

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();

    private double[] values(Attribution attribution, String... words) {
        List<String> text = List.of(words);
        return Asking.attribute(attribution, text, FOR, dknn).values();
    }

    @Test
    void values_by_hand() {
        // three times great is cut to 1: without one it is 1 all the same, alone it adds .25 to .5, so (0 + .25) / 2
        assertArrayEquals(
                new double[] {0.125, 0.125, 0.125},
                values(LeaveOneOutAndIn.probability(), "great", "great", "great"),
                1e-9);
        // of a sum each word has its own share at either end
        assertArrayEquals(
                new double[] {0.25, -0.125, 0}, values(LeaveOneOutAndIn.probability(), "great", "bad", "film"), 1e-9);
    }

    /** A score with a bonus for great and good together: split between the two, as Shapley values do. */
    @Test
    void where_words_act_in_pairs_it_is_the_shapley_value() {
        ScoreFunction pairs = (prediction, label) -> {
            double sum = (prediction.probability(1) - 0.5) * 8;
            return sum + sum * sum;
        };
        String[] text = {"great", "bad", "film", "good"};
        double[] shapley =
                values(new ShapleyValues("exact", ValueFunction.of(pairs), new SamplingBudget(1_000, 1)), text);

        assertArrayEquals(shapley, values(new LeaveOneOutAndIn("pairs", pairs), text), 1e-9);
        assertEquals(
                pairs.score(dknn.predict(List.of(text)), 1) - pairs.score(dknn.predict(List.of()), 1),
                DoubleStream.of(shapley).sum(),
                1e-9);
    }

    @Test
    void a_word_that_changes_nothing_has_nothing() {
        assertEquals(0, values(LeaveOneOutAndIn.neighbors(), "great", "film", "bad")[1], 1e-9);
    }

    /** Of 10,000 words there are as many texts of nearly as many words, which are never there together. */
    @Test
    void a_very_long_text_is_explained_in_parts() {
        List<String> text = IntStream.range(0, 10_000).mapToObj(i -> "word" + i).toList();
        int[] asked = new int[2];
        Prediction some = dknn.predict(List.of("great"));
        Predictor counting = inputs -> {
            asked[0] += inputs.size();
            asked[1] =
                    Math.max(asked[1], inputs.stream().mapToInt(Variant::size).sum());
            return Collections.nCopies(inputs.size(), some);
        };

        double[] values = Asking.attribute(LeaveOneOutAndIn.neighborsAndNetwork(), text, FOR, counting)
                .values();

        assertArrayEquals(new double[10_000], values);
        // without each word, each word alone, no words, the whole
        assertEquals(10_000 + 10_000 + 1 + 1, asked[0]);
        // 400 texts of 9,999 words have fewer than 4,000,000, so one more is in their batch
        assertEquals(401 * 9_999, asked[1]);
    }

    @Test
    void either_end_may_count_more() {
        // of three times great one adds nothing to the others, and alone .25
        String[] text = {"great", "great", "great"};

        assertEquals(0, values(new LeaveOneOutAndIn("out", ScoreFunction.PROBABILITY, 1), text)[0], 1e-9);
        assertEquals(0.25, values(new LeaveOneOutAndIn("in", ScoreFunction.PROBABILITY, 0), text)[0], 1e-9);
        assertEquals(0.2, values(new LeaveOneOutAndIn("a fifth", ScoreFunction.PROBABILITY, 0.2), text)[0], 1e-9);
        for (double none : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new LeaveOneOutAndIn("none", ScoreFunction.PROBABILITY, none));
        }
    }

    @Test
    void groups_go_and_come_together() {
        String[] text = {"good", "film", ".", "awful", "."};
        LeaveOneOutAndIn sentences = LeaveOneOutAndIn.probability().withGroups(FeatureGroups.sentences());

        // of a sum either end is the sentence's weight / 8, shared by its words
        assertArrayEquals(
                new double[] {0.125 / 3, 0.125 / 3, 0.125 / 3, -0.25 / 2, -0.25 / 2}, values(sentences, text), 1e-9);
        assertArrayEquals(
                values(LeaveOneOutAndIn.probability(), text),
                values(LeaveOneOutAndIn.probability().withGroups(FeatureGroups.nGrams(1)), text),
                0);
        assertEquals(0.25, values(LeaveOneOutAndIn.probability().withOutShare(0), "great", "great", "great")[0], 1e-9);
    }

    @Test
    void long_texts_are_explained_by_sentence_first() {
        String[] text = {"good", "film", ".", "bad", ".", "a", ".", "great", "one", "."};
        LeaveOneOutAndIn words = LeaveOneOutAndIn.probability();

        // the strongest two are the last and the first, as it comes before that of bad
        double[] expected = {0.125, 0, 0, -0.0625, -0.0625, 0, 0, 0.25, 0, 0};
        assertArrayEquals(expected, values(words.sentencesFirst(3, 2), text), 1e-9);
        double[] bySentence = values(words.withGroups(FeatureGroups.sentences()), text);
        assertArrayEquals(bySentence, values(words.sentencesFirst(3, 0), text), 0);
        assertArrayEquals(values(words, text), values(words.sentencesFirst(4, 2), text), 0);
        assertEquals(
                words.name(),
                Asking.attribute(words.sentencesFirst(4, 2), List.of(text), FOR, dknn)
                        .method());
        assertThrows(IllegalArgumentException.class, () -> words.sentencesFirst(0, 1));
    }

    @Test
    void it_says_whether_each_word_is_left_out_alone() {
        LeaveOneOutAndIn words = LeaveOneOutAndIn.probability();
        List<String> two = List.of("good", "film", ".", "bad", ".");

        assertTrue(words.leavesOutEachWord(two));
        assertTrue(words.sentencesFirst(2, 1).leavesOutEachWord(two));
        assertTrue(LeaveOneOut.probability().leavesOutEachWord(two));
        assertFalse(words.sentencesFirst(1, 1).leavesOutEachWord(two));
        assertFalse(words.withGroups(FeatureGroups.sentences()).leavesOutEachWord(two));
        assertFalse(LeaveOneOut.probability()
                .withPerturbation(Perturbation.replaceBy("x"))
                .leavesOutEachWord(two));
    }

    @Test
    void neighbors_and_network_add_up() {
        String[] text = {"great", "film", "bad"};
        double[] both = values(LeaveOneOutAndIn.neighborsAndNetwork(), text);
        double[] neighbors = values(new LeaveOneOutAndIn("neighbors", ScoreFunction.LOG_RATIO, 1.0 / 3), text);
        double[] network = values(new LeaveOneOutAndIn("log-odds", ScoreFunction.LOG_ODDS, 1.0 / 3), text);
        int layers = dknn.predict(List.of("great")).neighbors().size();

        for (int position = 0; position < both.length; position++) {
            assertEquals(neighbors[position] / layers + network[position], both[position], 1e-9);
        }
    }

    @Test
    void equal_words_have_equal_values() {
        double[] values = values(LeaveOneOutAndIn.neighbors(), "good", "film", "good");
        assertEquals(values[0], values[2], 1e-9);
    }

    /** All neighbors agree with and without a word: leaving out by conformity says nothing, this does. */
    @Test
    void it_speaks_where_conformity_is_saturated() {
        assertArrayEquals(new double[] {0, 0, 0}, values(LeaveOneOut.conformity(), "great", "great", "film"));
        double[] values = values(LeaveOneOutAndIn.neighbors(), "great", "great", "film");

        assertTrue(values[0] > 0.1 && values[1] > 0.1, "by great: " + values[0]);
    }

    @Test
    void one_word_has_all_and_no_word_has_nothing() {
        double expected = ScoreFunction.LOG_RATIO.score(dknn.predict(List.of("great")), 1)
                - ScoreFunction.LOG_RATIO.score(dknn.predict(List.of()), 1);

        assertArrayEquals(new double[] {expected}, values(LeaveOneOutAndIn.neighbors(), "great"), 1e-9);
        assertEquals(0, values(LeaveOneOutAndIn.neighbors()).length);
    }

    @Test
    void all_texts_go_in_one_call() {
        List<String> text = Collections.nCopies(4, "film");

        Asking.attribute(LeaveOneOutAndIn.neighbors(), text, FOR, dknn);

        assertEquals(1, network.calls().size());
        assertEquals(4, network.calls().get(0).size(), "three, one, none and all of the words");
    }
}
