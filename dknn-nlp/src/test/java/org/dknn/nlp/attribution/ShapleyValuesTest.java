package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.ScoreFunction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapleyValuesTest {

    private static final Target FOR = Target.of(1);

    private final WordWeights network = new WordWeights();
    private final DeepKnn<List<String>> dknn = network.fitted();

    private double[] values(Attribution attribution, List<String> text) {
        return Asking.attribute(attribution, text, FOR, dknn).values();
    }

    private static List<String> text(int words, long seed) {
        Random random = new Random(seed);
        List<String> known = List.of("good", "great", "bad", "awful", "film", "a");
        return Stream.generate(() -> known.get(random.nextInt(known.size())))
                .limit(words)
                .toList();
    }

    @Test
    void values_by_hand() {
        // great alone adds 0.25 to 0.5 and then 0.25 to 0.75; a third adds nothing to 1: 0.5 for three alike
        assertArrayEquals(
                new double[] {0.5 / 3, 0.5 / 3, 0.5 / 3},
                values(ShapleyValues.probability(new SamplingBudget(8, 1)), List.of("great", "great", "great")),
                1e-12);
        // of a sum, each word adds its own share in every order
        assertArrayEquals(
                new double[] {0.25, -0.125, 0},
                values(ShapleyValues.probability(new SamplingBudget(8, 1)), List.of("great", "bad", "film")),
                1e-12);
    }

    @Test
    void exact_values_are_the_mean_over_all_orders() {
        List<String> text = List.of("great", "bad", "great", "great");
        int[][] orders = permutations(4);
        double[] expected = new double[4];
        for (int[] order : orders) {
            double before = 0.5;
            int sum = 0;
            for (int word : order) {
                sum += word == 1 ? -1 : 2;
                double after = Math.max(0, Math.min(1, 0.5 + sum / 8.0));
                expected[word] += (after - before) / orders.length;
                before = after;
            }
        }

        assertArrayEquals(expected, values(ShapleyValues.probability(new SamplingBudget(16, 1)), text), 1e-12);
        // 15 texts are too few for all combinations: two pairs of orders
        assertEquals(
                0.5,
                Arrays.stream(values(ShapleyValues.probability(new SamplingBudget(15, 1)), text))
                        .sum(),
                1e-12);
        assertArrayEquals(expected, values(ShapleyValues.probability(new SamplingBudget(15, 1)), text), 0.1);
    }

    private static int[][] permutations(int n) {
        return Stream.iterate(0, i -> i + 1)
                .limit((long) Math.pow(n, n))
                .map(code -> {
                    int[] order = new int[n];
                    int left = code;
                    for (int i = 0; i < n; i++) {
                        order[i] = left % n;
                        left /= n;
                    }
                    return order;
                })
                .filter(order -> Arrays.stream(order).distinct().count() == n)
                .toArray(int[][]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 40, 300, 5000})
    void values_sum_up_to_the_whole_score(int budget) {
        for (ScoreFunction score :
                List.of(ScoreFunction.CONFORMITY, ScoreFunction.P_VALUE, ScoreFunction.PROBABILITY)) {
            for (int words = 0; words <= 12; words++) {
                List<String> text = text(words, words);
                Attribution attribution =
                        new ShapleyValues("x", ValueFunction.of(score), new SamplingBudget(budget, 3));
                double difference = score.score(dknn.predict(text), 1) - score.score(dknn.predict(List.of()), 1);

                assertEquals(
                        difference, Arrays.stream(values(attribution, text)).sum(), 1e-9, "words " + words);
            }
        }
    }

    @Test
    void equal_words_get_equal_values_and_idle_ones_none() {
        double[] values = values(
                ShapleyValues.conformity(new SamplingBudget(64, 1)), List.of("good", "film", "bad", "good", "a"));

        assertEquals(values[0], values[3], 1e-12);
        assertEquals(0, values[1], 1e-12);
        assertEquals(0, values[4], 1e-12);
        assertTrue(values[0] > 0);
    }

    @Test
    void idle_words_get_nothing_from_drawn_orders_either() {
        double[] values = values(ShapleyValues.conformity(new SamplingBudget(30, 1)), text(12, 5));

        for (int i = 0; i < 12; i++) {
            if (List.of("film", "a").contains(text(12, 5).get(i))) {
                assertEquals(0, values[i], 1e-12);
            }
        }
    }

    @Test
    void drawn_orders_come_near_the_exact_values() {
        List<String> text = text(9, 4);

        assertArrayEquals(
                values(ShapleyValues.conformity(new SamplingBudget(512, 1)), text),
                values(ShapleyValues.conformity(new SamplingBudget(500, 1)), text),
                0.05);
    }

    @Test
    void the_budget_is_kept() {
        List<String> text = text(12, 6);

        Asking.attribute(ShapleyValues.conformity(new SamplingBudget(100, 1)), text, FOR, dknn);

        assertEquals(1, network.calls().size());
        // the whole text is no part of the budget
        int asked = network.calls().get(0).size() - 1;
        assertTrue(asked <= 100 && asked > 60, "asked for " + asked);
    }

    @Test
    void the_seed_and_the_text_make_the_draws() {
        List<String> text = text(12, 7);
        double[] values = values(ShapleyValues.conformity(new SamplingBudget(60, 1)), text);
        values(ShapleyValues.conformity(new SamplingBudget(60, 1)), text(10, 8));

        assertArrayEquals(values, values(ShapleyValues.conformity(new SamplingBudget(60, 1)), text));
        assertNotEquals(
                Arrays.toString(values),
                Arrays.toString(values(ShapleyValues.conformity(new SamplingBudget(60, 2)), text)));
    }

    @Test
    void units_and_removals_play_the_game() {
        List<String> text = List.of("great", "bad", "great", "film");
        ValueFunction function =
                new ValueFunction(ScoreFunction.PROBABILITY, Perturbation.replaceBy("good"), FeatureGroups.wordTypes());

        // 0.5 + 3/8; great x 2 to good: -0.25, bad to good: +0.25, film to good: +0.125; cut at 1
        double[] values = values(new ShapleyValues("x", function, new SamplingBudget(8, 1)), text);

        assertEquals(values[0], values[2]);
        double none = 1;
        assertEquals(0.875 - none, values[0] + values[1] + values[3], 1e-12);
    }

    @Test
    void a_long_text_costs_one_pair_of_orders_at_least() {
        List<String> text = Collections.nCopies(300, "film");

        assertArrayEquals(new double[300], values(ShapleyValues.conformity(new SamplingBudget(2, 1)), text), 1e-12);
    }

    @Test
    void a_budget_must_be_two_texts() {
        assertRefused("at least 2 texts, got 1", () -> new SamplingBudget(1, 0));
    }
}
