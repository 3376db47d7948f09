package org.dknn.nlp.gradient;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Asking;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Attributions.Interval;
import org.dknn.nlp.attribution.BootstrapIntervals;
import org.dknn.nlp.attribution.BootstrapIntervals.Bootstrap;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.gradient.GradientAttribution.GradientReading;
import org.dknn.nlp.gradient.IntegratedGradients.Baseline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientAttributionsTest {

    private static final VectorWords NETWORK = new VectorWords();
    private static final List<String> TEXT = List.of("good", "bad", "film", "so");
    private static final Target FOR = Target.of(1);

    private static Attributions score(Attribution attribution, List<String> words, Target target) {
        return Asking.attribute(attribution, words, target, Asking.nobody());
    }

    private static double[] values(Attribution attribution, List<String> words, Target target) {
        return score(attribution, words, target).values();
    }

    static List<Attribution> attributions() {
        return attributions(NETWORK);
    }

    private static List<Attribution> attributions(VectorWords network) {
        return List.of(
                GradientAttribution.norm(network),
                GradientAttribution.signedNorm(network),
                GradientAttribution.timesInput(network),
                SmoothGrad.timesInput(network, 3),
                IntegratedGradients.fromZero(network),
                IntegratedGradients.fromUnknownWords(network));
    }

    /** The logit of TEXT: good 2, bad -2 + 0.5, film 0, so 0.5 - 0.5. */
    private static final double SLOPE = VectorWords.sigmoid(0.5) * (1 - VectorWords.sigmoid(0.5));

    @Test
    void gradients_by_hand() {
        double length = SLOPE * Math.sqrt(5);

        assertArrayEquals(
                new double[] {length, length, length, length},
                values(GradientAttribution.norm(NETWORK), TEXT, FOR),
                1e-6);
        assertArrayEquals(
                new double[] {length, -length, 0, 0}, values(GradientAttribution.signedNorm(NETWORK), TEXT, FOR), 1e-6);
        assertArrayEquals(
                new double[] {2 * SLOPE, -1.5 * SLOPE, 0, 0},
                values(GradientAttribution.timesInput(NETWORK), TEXT, FOR),
                1e-6);
    }

    @Test
    void gradients_of_logits_by_hand() {
        Attribution attribution =
                new GradientAttribution("x", NETWORK, GradientReading.TIMES_INPUT, ClassOutput.Scale.LOGIT);

        assertArrayEquals(new double[] {2, -1.5, 0, 0}, values(attribution, TEXT, FOR), 1e-6);
    }

    @Test
    void what_speaks_for_a_class_speaks_against_the_other() {
        Attribution attribution = GradientAttribution.timesInput(NETWORK);
        double[] one = values(attribution, TEXT, FOR);

        assertArrayEquals(
                Arrays.stream(one).map(value -> -value).toArray(), values(attribution, TEXT, Target.of(0)), 1e-9);
        assertArrayEquals(
                Arrays.stream(one).map(value -> 2 * value).toArray(),
                values(attribution, TEXT, FOR.ratherThan(0)),
                1e-6);
    }

    @Test
    void without_noise_smooth_gradients_are_gradients() {
        Attribution smooth = new SmoothGrad(NETWORK, GradientReading.TIMES_INPUT, new SmoothGrad.Noise(3, 0, 1));

        assertArrayEquals(values(GradientAttribution.timesInput(NETWORK), TEXT, FOR), values(smooth, TEXT, FOR), 1e-6);
    }

    @Test
    void the_seed_and_the_text_make_the_noise() {
        assertArrayEquals(
                values(SmoothGrad.timesInput(NETWORK, 3), TEXT, FOR),
                values(SmoothGrad.timesInput(NETWORK, 3), TEXT, FOR));
        assertNotEquals(
                values(SmoothGrad.timesInput(NETWORK, 3), TEXT, FOR)[0],
                values(SmoothGrad.timesInput(NETWORK, 4), TEXT, FOR)[0]);
    }

    @Test
    void noise_takes_the_mean_of_many_slopes() {
        Attribution many = new SmoothGrad(NETWORK, GradientReading.TIMES_INPUT, new SmoothGrad.Noise(4000, 0.2, 5));

        // range 2, deviation 0.4; the logit moves by 0.4 * sqrt(4 * (4 + 1)) = 1.79: the mean slope of a sigmoid at
        // 0.5 under that, by Simpson's rule from -10 to 10 deviations
        double mean = 0;
        for (int i = 0; i <= 2000; i++) {
            double z = -10 + i / 100.0;
            double p = VectorWords.sigmoid(0.5 + z * 0.4 * Math.sqrt(20));
            double weight = i == 0 || i == 2000 ? 1 : i % 2 == 1 ? 4 : 2;
            mean += weight * p * (1 - p) * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / 300;
        }
        assertEquals(2 * mean, values(many, TEXT, FOR)[0], 0.01);
    }

    @Test
    void integrated_gradients_of_a_sum_are_shares_of_the_difference() {
        double difference = VectorWords.sigmoid(0.5) - 0.5;

        // along the way from zero the slope is that of the whole text, whatever the word: shares 2, -1.5, 0, 0 of 0.5
        assertArrayEquals(
                new double[] {4 * difference, -3 * difference, 0, 0},
                values(IntegratedGradients.fromZero(NETWORK), TEXT, FOR),
                1e-4);
    }

    @Test
    void integrated_gradients_are_complete() {
        for (List<String> text :
                List.of(TEXT, List.of("good"), List.of("what", "ever"), List.of("good", "good", "good"))) {
            IntegratedGradients.Integral fromUnknown =
                    IntegratedGradients.fromUnknownWords(NETWORK).integrate(text, FOR);
            double start = VectorWords.sigmoid(0.25 * text.size());
            double end = NETWORK.probabilities(text, List.of(NETWORK.embeddings(text)))
                    .get(0, 1);
            double sum = Arrays.stream(fromUnknown.attributions().values()).sum();

            assertEquals(end - start, sum, 0.005);
            assertEquals(end - start - sum, fromUnknown.gap(), 1e-6);
        }
    }

    @Test
    void steps_are_doubled_until_the_sum_is_complete_or_the_limit_is_reached() {
        List<String> text = Collections.nCopies(9, "good");
        IntegratedGradients fine =
                new IntegratedGradients(NETWORK, Baseline.zero(), new IntegratedGradients.Steps(1, 1024, 1e-4));
        IntegratedGradients coarse =
                new IntegratedGradients(NETWORK, Baseline.zero(), new IntegratedGradients.Steps(1, 3, 1e-4));

        assertTrue(Math.abs(fine.integrate(text, FOR).gap()) <= 1e-4);
        assertTrue(fine.integrate(text, FOR).steps() > 4);
        assertEquals(2, coarse.integrate(text, FOR).steps());
        assertTrue(Math.abs(coarse.integrate(text, FOR).gap()) > 0.01);
    }

    @Test
    void a_text_that_is_its_baseline_has_no_attributions() {
        assertArrayEquals(
                new double[] {0, 0},
                values(IntegratedGradients.fromUnknownWords(NETWORK), List.of("what", "ever"), FOR));
    }

    @ParameterizedTest
    @MethodSource("attributions")
    void texts_of_no_and_of_one_word_are_scored(Attribution attribution) {
        assertEquals(0, values(attribution, List.of(), FOR).length);
        assertEquals(1, values(attribution, List.of("good"), FOR).length);
        assertEquals(attribution.name(), score(attribution, TEXT, FOR).method());
        assertEquals(FOR, score(attribution, TEXT, FOR).target());
    }

    /** Gradients know nothing of reference examples, so other ones would change nothing. */
    @ParameterizedTest
    @MethodSource("attributions")
    void an_interval_of_a_gradient_is_its_value(Attribution attribution) {
        Bootstrap bootstrap = new Bootstrap(new WordWeights().fitted(), 7, 0.9, 1);
        Attributions bounded = score(new BootstrapIntervals(attribution, bootstrap), TEXT, FOR);

        assertArrayEquals(values(attribution, TEXT, FOR), bounded.values());
        for (int word = 0; word < TEXT.size(); word++) {
            double value = bounded.value(word);
            assertEquals(new Interval(value, value), bounded.intervals().get(word));
        }
    }

    @Test
    void padding_takes_no_share() {
        List<Attribution> padded = attributions(new VectorWords(7, 9));
        for (int i = 0; i < padded.size(); i++) {
            assertArrayEquals(values(attributions().get(i), TEXT, FOR), values(padded.get(i), TEXT, FOR), 1e-6);
        }
    }

    @Test
    void words_that_are_cut_off_get_nothing() {
        for (Attribution attribution : attributions(new VectorWords(1, 2))) {
            double[] values = values(attribution, TEXT, FOR);

            assertEquals(4, values.length);
            assertNotEquals(0, values[0]);
            assertEquals(0, values[2]);
            assertEquals(0, values[3]);
        }
    }

    @Test
    void impossible_settings_are_refused() {
        assertRefused("needs at least 1 sample", () -> new SmoothGrad.Noise(0, 0.1, 1));
        assertRefused("a share of 0 or more, got 1 and NaN", () -> new SmoothGrad.Noise(1, Double.NaN, 1));
        assertRefused("needs at least 1 step", () -> new IntegratedGradients.Steps(0, 1, 0.1));
        assertRefused("a limit of as many", () -> new IntegratedGradients.Steps(4, 3, 0.1));
        assertRefused("a tolerance above 0", () -> new IntegratedGradients.Steps(1, 1, 0));
    }
}
