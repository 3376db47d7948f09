package org.dknn.nlp.gradient;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dknn.Prediction;
import org.dknn.activation.ClassOutput;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientAttributionsTest {

    private static final VectorWords NETWORK = new VectorWords();
    private static final List<String> TEXT = List.of("good", "bad", "film", "so");
    private static final Target FOR = Target.of(1);

    /** Gradient scorers ask for no prediction, so any will do. */
    private static final Prediction ANY = new WordWeights().fitted().predict(List.of("good"));

    private static final Predictor NONE = texts -> {
        throw new IllegalStateException("no text is to be predicted, got " + texts);
    };

    private static double[] values(Attribution scorer, List<String> words, Target target) {
        return scorer.score(words, ANY, target, NONE).values();
    }

    static List<Attribution> scorers() {
        return scorers(NETWORK);
    }

    private static List<Attribution> scorers(VectorWords network) {
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
        Attribution scorer =
                new GradientAttribution("x", NETWORK, GradientReading.TIMES_INPUT, ClassOutput.Scale.LOGIT);

        assertArrayEquals(new double[] {2, -1.5, 0, 0}, values(scorer, TEXT, FOR), 1e-6);
    }

    @Test
    void what_speaks_for_a_class_speaks_against_the_other() {
        Attribution scorer = GradientAttribution.timesInput(NETWORK);
        double[] one = values(scorer, TEXT, FOR);

        assertArrayEquals(Arrays.stream(one).map(value -> -value).toArray(), values(scorer, TEXT, Target.of(0)), 1e-9);
        assertArrayEquals(
                Arrays.stream(one).map(value -> 2 * value).toArray(), values(scorer, TEXT, FOR.ratherThan(0)), 1e-6);
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
            double sum = Arrays.stream(fromUnknown.saliency().values()).sum();

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
    void a_text_that_is_its_baseline_has_no_saliency() {
        assertArrayEquals(
                new double[] {0, 0},
                values(IntegratedGradients.fromUnknownWords(NETWORK), List.of("what", "ever"), FOR));
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void texts_of_no_and_of_one_word_are_scored(Attribution scorer) {
        assertEquals(0, values(scorer, List.of(), FOR).length);
        assertEquals(1, values(scorer, List.of("good"), FOR).length);
        assertEquals(scorer.name(), scorer.score(TEXT, ANY, FOR, NONE).method());
        assertEquals(FOR, scorer.score(TEXT, ANY, FOR, NONE).target());
    }

    @Test
    void padding_takes_no_share() {
        List<Attribution> padded = scorers(new VectorWords(7, 9));
        for (int i = 0; i < padded.size(); i++) {
            assertArrayEquals(values(scorers().get(i), TEXT, FOR), values(padded.get(i), TEXT, FOR), 1e-6);
        }
    }

    @Test
    void words_that_are_cut_off_get_nothing() {
        for (Attribution scorer : scorers(new VectorWords(1, 2))) {
            double[] values = values(scorer, TEXT, FOR);

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
