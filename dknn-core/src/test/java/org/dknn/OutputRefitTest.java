package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The last layer of the points is their second coordinate; the first one is the network's probability of "high". */
class OutputRefitTest {

    private static final LabelSet LABELS = LabelSet.of("low", "high");

    private static DeepKnn<String> fit(Dataset<String> training) {
        return DeepKnn.builder(new PointExtractor()).neighbors(2).fit(training, training);
    }

    private static OutputRefit<String> refit(List<String> inputs, int... labels) {
        return OutputRefit.of(fit(Dataset.of(inputs, labels, LABELS)), ProgressListener.silent());
    }

    /** By symmetry w1 = -w0 = w, without bias: n log(1 + e^-2w) + w^2 is least where w = n / (1 + e^2w). */
    private static double weight(int examples) {
        double least = 0;
        double most = examples;
        while (most - least > 1e-12) {
            double w = (least + most) / 2;
            if (w < examples / (1 + Math.exp(2 * w))) {
                least = w;
            } else {
                most = w;
            }
        }
        return least;
    }

    @Test
    void scores_move_as_computed_by_hand() {
        OutputRefit<String> refit = refit(List.of(".9,1", ".1,-1", ".9,1", ".1,-1"), 1, 0, 1, 0);

        double moved = 2 * (weight(2) - weight(4));
        double high = 1 / (1 + Math.exp(-Math.log(.6 / .4) - moved));
        assertArrayEquals(
                new double[] {1 - high, high}, refit.without(List.of(0, 1)).probabilities(".6,1"), 1e-4);
        double low = 1 / (1 + Math.exp(-Math.log(.6 / .4) + 3 * moved));
        assertArrayEquals(
                new double[] {1 - low, low}, refit.without(List.of(0, 1, 1)).probabilities(".6,-3"), 1e-4);
    }

    @Test
    void the_networks_own_probabilities_stay_if_nothing_goes() {
        OutputRefit<String> refit = refit(List.of(".9,1", ".1,-1", ".9,2", ".1,-1"), 1, 0, 0, 0);

        assertArrayEquals(new double[] {.25, .75}, refit.without(List.of()).probabilities(".75,5"), 1e-7);
        // a network that is sure stays sure, and finite
        assertArrayEquals(new double[] {0, 1}, refit.without(List.of(0)).probabilities("1,5"), 1e-7);
        assertArrayEquals(new double[] {1, 0}, refit.without(List.of(0)).probabilities("0,5"), 1e-7);
    }

    /** Any even number of its first examples has the mean 0 and the root mean square 1, as the whole set has, and so the same vectors. */
    @Test
    void leaving_out_is_as_fitting_without_where_vectors_stay() {
        Random random = new Random(1);
        List<String> inputs = new ArrayList<>();
        int[] labels = new int[80];
        for (int i = 0; i < 80; i++) {
            inputs.add(i % 2 == 0 ? ".5,1" : ".5,-1");
            labels[i] = random.nextInt(4) == 0 ? i % 2 : 1 - i % 2;
        }
        List<Integer> second = IntStream.range(50, 80).boxed().toList();
        List<Integer> some = List.of(0, 2, 3, 4, 10, 11, 12);
        List<Integer> both = Stream.concat(second.stream(), some.stream()).toList();
        OutputRefit<String> whole = refit(inputs, labels);

        double expected = odds(refit(inputs.subList(0, 50), Arrays.copyOf(labels, 50)), some);
        assertEquals(expected, odds(whole, both) - odds(whole, second), 1e-4);
        assertTrue(Math.abs(expected) > .05, "odds move by " + expected);
    }

    /** Logarithm of the odds of "high" of an input whose odds are even. */
    private static double odds(OutputRefit<String> refit, List<Integer> left) {
        double[] probabilities = refit.without(left).probabilities(".5,2");
        return Math.log(probabilities[1] / probabilities[0]);
    }

    @Test
    void a_class_may_lose_all_and_a_layer_may_tell_nothing() {
        OutputRefit<String> refit = refit(List.of(".9,1", ".1,-1", ".1,-2"), 1, 0, 0);
        double[] without = refit.without(List.of(0)).probabilities(".9,1");
        assertTrue(without[1] < .8 && without[1] > 0 && without[0] < 1, Arrays.toString(without));

        OutputRefit<String> equal = refit(List.of(".9,7", ".8,7", ".1,7"), 1, 1, 0);
        double before = 2 * bias(2, 1);
        // the biases alone are left, of two examples and one, then of one and one
        double high = equal.without(List.of(0)).probabilities(".5,7")[1];
        assertEquals(-before, Math.log(high / (1 - high)), 1e-3);
    }

    /** b1 = -b0 = b: high log(1 + e^-2b) + low log(1 + e^2b) + b^2 is least where high / (1 + e^2b) - low / (1 + e^-2b) = b. */
    private static double bias(int high, int low) {
        double least = -9;
        double most = 9;
        while (most - least > 1e-12) {
            double b = (least + most) / 2;
            if (high / (1 + Math.exp(2 * b)) - low / (1 + Math.exp(-2 * b)) > b) {
                least = b;
            } else {
                most = b;
            }
        }
        return least;
    }

    /** Sixteen random numbers fit the labels of twenty examples, whatever these are; of held-out ones they know nothing. */
    @Test
    void noise_does_not_agree_with_the_network() {
        try (DeepKnn<String> noise = DeepKnn.builder(new HashedExtractor())
                .neighbors(5)
                .labels(DeepKnnBuilder.LabelSource.PREDICTED)
                .fit(HashedExtractor.texts("training", 40), HashedExtractor.texts("held out", 10))) {
            double agreement = OutputRefit.of(noise, ProgressListener.silent()).agreement();

            assertTrue(agreement < .7, "agreement " + agreement);
        }
        assertEquals(
                1, refit(List.of(".9,1", ".9,1", ".1,-1", ".1,-1"), 1, 1, 0, 0).agreement());
    }

    @Test
    void bad_questions_are_refused() {
        OutputRefit<String> refit = refit(List.of(".9,1", ".1,-1"), 1, 0);

        assertRefused("reference examples have the ordinals 0..1, got 2", () -> refit.without(List.of(2))
                .probabilities("1,1"));
        assertRefused(
                "needs a reference example that stays, got all 2 to be left out",
                () -> refit.without(List.of(0, 1)).probabilities("1,1"));
        DeepKnn<String> closed = fit(Dataset.of(List.of(".9,1", ".1,-1"), new int[] {1, 0}, LABELS));
        OutputRefit<String> before = OutputRefit.of(closed, ProgressListener.silent());
        closed.close();
        assertThrows(IllegalStateException.class, () -> OutputRefit.of(closed, ProgressListener.silent()));
        assertThrows(IllegalStateException.class, () -> before.probabilities("1,1"));
        Thread.currentThread().interrupt();
        try {
            assertThrows(
                    CancellationException.class, () -> refit.without(List.of(0)).probabilities("1,1"));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
