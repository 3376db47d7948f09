package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OodCombinationTest {

    @Test
    void a_p_value_is_that_of_hand_computed_shares() {
        // beside (25, 6): shares of 10, 20, 30 are 4/4, 3/4, 1/4; of the input 2/4; of 5, 1, 9: 3/4, 4/4, 1/4; of the
        // input 2/4
        // products: 12/16, 12/16, 1/16; of the input 4/16: one of three is less usual
        OodCombination combination = OodCombination.copyOf(new double[][] {{10, 20, 30}, {5, 1, 9}});

        OodCombination.Result result = combination.of(25, 6);

        assertEquals(List.of(2 / 4.0, 2 / 4.0), result.pValues());
        assertEquals(1, result.above());
        assertEquals(0, result.equal());
        assertEquals(2 / 4.0, result.conformal());
        assertEquals((1 + 0.3) / 4, result.smoothed(0.3));
    }

    @Test
    void ties_count_against_being_unusual() {
        OodCombination combination = OodCombination.copyOf(new double[][] {{0, 0, 0, 1}});

        assertEquals(1, combination.of(0).conformal()); // 4 of 4 are as unusual
        assertEquals(2 / 5.0, combination.of(1).conformal());
        assertEquals(1 / 5.0, combination.of(2).conformal());
        assertEquals(1, combination.of(-0.0).conformal());
    }

    @Test
    void a_single_score_has_its_own_conformal_p_value() {
        double[] scores = new Random(4).doubles(50).toArray();
        OodCombination combination = OodCombination.copyOf(new double[][] {scores});

        for (double score : new Random(5).doubles(50).toArray()) {
            long above = Arrays.stream(scores).filter(other -> other >= score).count();
            assertEquals((above + 1) / 51.0, combination.of(score).conformal(), "seed 5");
        }
    }

    /** The law: inputs from where the calibration inputs are from have uniform p-values, though the scores depend on each other. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void p_values_in_domain_are_uniform(boolean isTied) {
        Random random = new Random(7);
        int draws = 4_000;
        int[] low = new int[4];
        int[] smoothedLow = new int[4];
        double[] rates = {0.05, 0.1, 0.3, 0.6};
        for (int draw = 0; draw < draws; draw++) {
            double[][] scores = new double[3][40];
            for (int example = 0; example < 40; example++) {
                set(scores, example, random, isTied);
            }
            OodCombination.Result result =
                    OodCombination.copyOf(first39(scores)).of(last(scores));
            double smoothed = result.smoothed(1 - random.nextDouble());
            for (int i = 0; i < rates.length; i++) {
                low[i] += result.conformal() <= rates[i] ? 1 : 0;
                smoothedLow[i] += smoothed <= rates[i] ? 1 : 0;
            }
        }
        for (int i = 0; i < rates.length; i++) {
            double allowed = 4 * Math.sqrt(rates[i] * (1 - rates[i]) / draws);
            assertTrue(low[i] / (double) draws <= rates[i] + allowed, "seed 7: " + low[i] + " at " + rates[i]);
            assertEquals(rates[i], smoothedLow[i] / (double) draws, allowed, "seed 7, smoothed");
        }
    }

    /** Three scores of one cause. */
    private static void set(double[][] scores, int example, Random random, boolean isTied) {
        double cause = random.nextGaussian();
        scores[0][example] = cause;
        scores[1][example] = isTied ? Math.round(cause) : cause + random.nextGaussian();
        scores[2][example] = isTied ? 0 : -cause;
    }

    private static double[][] first39(double[][] scores) {
        return Arrays.stream(scores).map(part -> Arrays.copyOf(part, 39)).toArray(double[][]::new);
    }

    private static double[] last(double[][] scores) {
        return Arrays.stream(scores).mapToDouble(part -> part[39]).toArray();
    }

    @Test
    void the_order_of_the_calibration_inputs_changes_nothing() {
        Random random = new Random(9);
        double[][] scores = {
            random.doubles(60).toArray(), random.ints(60, 0, 4).asDoubleStream().toArray()
        };
        List<Integer> order = IntStream.range(0, 60).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        double[][] shuffled = Arrays.stream(scores)
                .map(part -> order.stream().mapToDouble(i -> part[i]).toArray())
                .toArray(double[][]::new);

        for (int i = 0; i < 30; i++) {
            double[] input = {random.nextDouble(), random.nextInt(5)};
            assertEquals(
                    OodCombination.copyOf(scores).of(input).conformal(),
                    OodCombination.copyOf(shuffled).of(input).conformal(),
                    "seed 9");
        }
    }

    @Test
    void scores_that_are_no_numbers_are_refused() {
        OodCombination combination = OodCombination.copyOf(new double[][] {{1, 2}});

        assertRefused(IllegalArgumentException.class, "got NaN", () -> combination.of(Double.NaN));
        assertRefused(
                IllegalArgumentException.class, "got NaN", () -> OodCombination.copyOf(new double[][] {{Double.NaN}}));
    }
}
