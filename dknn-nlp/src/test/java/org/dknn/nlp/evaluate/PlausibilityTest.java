package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
import org.dknn.testkit.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlausibilityTest {

    /** Positive, label 1: great 2 and good 1 for it, bad against. */
    private static final String TEXT = "a great bad good film";

    private static final HumanLabels POLARITY = HumanLabels.polarity(1, 0, 2, -1, 1, 0);

    private static List<ExplanationMetric> all() {
        return Plausibility.all();
    }

    private static double value(ExplanationMetric metric, HumanLabels labels, double... values) {
        return on(metric, labels, values).orElseThrow();
    }

    private static OptionalDouble on(ExplanationMetric metric, HumanLabels labels, double... values) {
        AnnotatedText text = values.length == 5
                ? AnnotatedText.of(Cases.words(TEXT), labels)
                : AnnotatedText.of(
                        IntStream.range(0, values.length).mapToObj(i -> "good").toList(), labels);
        return Cases.value(metric, Cases.explained(text, values));
    }

    private static HumanLabels rationale(int... marks) {
        boolean[] marked = new boolean[marks.length];
        for (int i = 0; i < marks.length; i++) {
            marked[i] = marks[i] == 1;
        }
        return HumanLabels.rationale(marked);
    }

    @Test
    void spearman_by_hand() {
        double rho = value(Plausibility.spearman(), POLARITY, 0.1, 0.9, -0.3, 0.2, 0);

        // human ranks 2.5 5 1 4 2.5, saliency ranks 3 5 1 4 2, both of mean 3:
        // (0 + 4 + 4 + 1 + .5) / sqrt((.25 + 4 + 4 + 1 + .25) * 10) = 9.5 / sqrt(95)
        assertEquals(9.5 / Math.sqrt(95), rho, 1e-12);
    }

    @Test
    void human_labels_turn_with_the_explained_label() {
        // "awful bad film" is negative, so bad words speak for its label
        AnnotatedText text = AnnotatedText.of(Cases.words("awful bad film"), HumanLabels.polarity(1, -2, -1, 0));

        assertEquals(
                1,
                Cases.value(Plausibility.spearman(), Cases.explained(text, 3, 2, 1))
                        .orElseThrow(),
                1e-12);
        assertEquals(
                1,
                Cases.value(Plausibility.tokenPrecision(2), Cases.explained(text, 3, 2, 1))
                        .orElseThrow());
    }

    @Test
    void absolute_spearman_needs_no_sign() {
        // sizes 0 2 1 1 0 said, .1 .9 .3 .2 0 given: ranks 1.5 5 3.5 3.5 1.5 and 2 5 4 3 1
        double expected = (1.5 + 4 + .5 + 0 + 3) / Math.sqrt((2.25 + 4 + .25 + .25 + 2.25) * 10);

        assertEquals(expected, value(Plausibility.absoluteSpearman(), POLARITY, -0.1, -0.9, 0.3, 0.2, 0), 1e-12);
        assertEquals(1, value(Plausibility.absoluteSpearman(), rationale(0, 1), 0.1, -0.2), 1e-12);
        assertEquals(OptionalDouble.empty(), on(Plausibility.absoluteSpearman(), rationale(1, 1), 0.1, 0.2));
    }

    @Test
    void signed_measures_count_the_wrong_way_as_wrong() {
        double[] wrongWay = {0.1, 0.2, 0.9, 0.3, 0};

        // great and good speak for it and are third and second behind bad
        assertEquals((1 / 2.0 + 2 / 3.0) / 2, value(Plausibility.signedAveragePrecision(), POLARITY, wrongWay), 1e-12);
        assertEquals(0, value(Plausibility.signedTopHit(), POLARITY, wrongWay));
        assertEquals(1, value(Plausibility.topHit(), POLARITY, wrongWay));
        assertEquals(1, value(Plausibility.signedTopHit(), POLARITY, 0, 0.1, -0.9, 0, 0));
        assertEquals(OptionalDouble.empty(), on(Plausibility.signedTopHit(), HumanLabels.polarity(0, 0, 1), 0.1, 0.2));
        assertEquals(
                OptionalDouble.empty(),
                on(Plausibility.signedAveragePrecision(), HumanLabels.polarity(1, 1, 1), 0.1, 0.2));
    }

    /** A rationale of one class is none of another: counted for every class it made explanations of the wrong one look right. */
    @Test
    void rationales_are_of_their_class() {
        HumanLabels both = HumanLabels.rationales(Map.of(
                1, new boolean[] {false, true, false, true, false},
                0, new boolean[] {false, false, true, true, false}));

        assertArrayEquals(new double[] {0, 1, -1, 1, 0}, both.towards(1).orElseThrow());
        assertArrayEquals(new double[] {0, -1, 1, 1, 0}, both.towards(0).orElseThrow());
        assertArrayEquals(new double[] {0, -1, -1, -1, 0}, both.towards(2).orElseThrow());
        assertArrayEquals(new double[] {0, 1, 1, 1, 0}, both.magnitudes());
        assertTrue(both.supports(1, 1) && !both.supports(1, 0) && both.supports(3, 0) && !both.supports(3, 2));
        HumanLabels ofOther = HumanLabels.rationales(Map.of(0, new boolean[] {false, true, false, true, false}));
        assertEquals(OptionalDouble.empty(), on(Plausibility.auprc(), ofOther, 0, 0.9, 0, 0.8, 0));
        assertEquals(-1, value(Plausibility.spearman(), ofOther, 0, 0.9, 0, 0.9, 0), 1e-12);
    }

    @Test
    void labels_are_equal_by_what_they_say() {
        HumanLabels one = HumanLabels.rationales(Map.of(0, new boolean[] {true}, 2, new boolean[] {false}));

        assertEquals(one, HumanLabels.rationales(Map.of(2, new boolean[] {false}, 0, new boolean[] {true})));
        assertEquals(
                one.hashCode(),
                HumanLabels.rationales(Map.of(2, new boolean[] {false}, 0, new boolean[] {true}))
                        .hashCode());
        assertNotEquals(one, HumanLabels.rationales(Map.of(0, new boolean[] {true})));
        assertNotEquals(HumanLabels.rationale(true), HumanLabels.polarity(0, 1));
        assertEquals("HumanLabels[for label 0, [1.0]; for label 2, [0.0]]", one.toString());
        assertEquals(
                "HumanLabels[rationale, [1.0]]", HumanLabels.rationale(true).toString());
        Refusals.assertRefused("of at least one label", () -> HumanLabels.rationales(Map.of()));
        Refusals.assertRefused(
                "a label must be 0 or more, got -1", () -> HumanLabels.rationales(Map.of(-1, new boolean[] {true})));
        Refusals.assertRefused(
                "all of as many words",
                () -> HumanLabels.rationales(Map.of(0, new boolean[] {true}, 1, new boolean[2])));
    }

    @Test
    void average_precision_by_hand() {
        // by size: film (neutral), great, bad, a (neutral), good: 1/2, 2/3, 3/5 where recall grows by a third
        double precision = value(Plausibility.averagePrecision(), POLARITY, 0.4, 0.8, -0.7, 0, -0.9);

        assertEquals((1 / 2.0 + 2 / 3.0 + 3 / 5.0) / 3, precision, 1e-12);
    }

    @Test
    void equal_values_come_in_together() {
        // great .9; then a, bad and good at .5, two of them wanted: 1 * 1/3 + 3/4 * 2/3
        assertEquals(1 / 3.0 + 0.5, value(Plausibility.averagePrecision(), POLARITY, 0.5, 0.9, -0.5, 0.5, 0), 1e-12);
    }

    @Test
    void the_top_word_hits_or_misses_and_ties_share() {
        assertEquals(1, value(Plausibility.topHit(), POLARITY, 0.1, 0.2, -0.9, 0, 0));
        assertEquals(0, value(Plausibility.topHit(), POLARITY, -0.9, 0.2, 0.1, 0, 0));
        assertEquals(0.5, value(Plausibility.topHit(), POLARITY, -0.9, 0.9, 0.1, 0, 0));
    }

    @Test
    void auprc_by_hand() {
        // scores 4 3 2 1, wanted yes no yes no: precision 1 at recall 1/2, 1/2 there again, 2/3 at recall 1
        double area = value(Plausibility.auprc(), rationale(1, 0, 1, 0), 4, 3, 2, 1);

        // trapezoids from (0, 1): 1/2 * 1, then 1/2 * (1/2 + 2/3) / 2
        assertEquals(0.5 + 0.5 * (0.5 + 2 / 3.0) / 2, area, 1e-12);
    }

    @Test
    void overlaps_by_hand() {
        // chosen of at most 3 above 0: great, good, a; wanted great and good
        double[] values = {0.1, 0.9, -0.3, 0.2, 0};

        assertEquals(2 / 3.0, value(Plausibility.tokenPrecision(3), POLARITY, values), 1e-12);
        assertEquals(1, value(Plausibility.tokenRecall(3), POLARITY, values), 1e-12);
        assertEquals(0.8, value(Plausibility.tokenF1(3), POLARITY, values), 1e-12);
        assertEquals(2 / 3.0, value(Plausibility.tokenIou(3), POLARITY, values), 1e-12);
        assertEquals(1, value(Plausibility.tokenPrecision(1), POLARITY, values), 1e-12);
        assertEquals(0.5, value(Plausibility.tokenRecall(1), POLARITY, values), 1e-12);
    }

    @Test
    void spans_by_hand() {
        // marked [0, 2) and [4, 5); chosen [0, 1), which is half of the first, and [2, 4), which meets nothing
        HumanLabels marked = rationale(1, 1, 0, 0, 1, 0);
        double[] values = {3, 0, 2, 1, 0, 0};

        assertEquals(0.5, value(Plausibility.spanPrecision(5), marked, values), 1e-12);
        assertEquals(0.5, value(Plausibility.spanRecall(5), marked, values), 1e-12);
        // chosen [1, 3) shares one of three words with [0, 2)
        assertEquals(0, value(Plausibility.spanPrecision(5), marked, 0, 2, 1, 0, 0, 0), 1e-12);
    }

    @Test
    void span_f1_is_that_of_mean_precision_and_mean_recall() {
        List<Plausibility.SpanMatch> matches = List.of(
                new Plausibility.SpanMatch(1, 1, 2),
                new Plausibility.SpanMatch(0, 3, 1),
                new Plausibility.SpanMatch(1, 2, 1));

        // precision (1 + 0 + 1/2) / 3 = 1/2, recall (1/2 + 0 + 1) / 3 = 1/2
        assertEquals(0.5, Plausibility.SpanMatch.macroF1(matches), 1e-12);
        assertEquals(0, Plausibility.SpanMatch.macroF1(List.of()));
    }

    @Test
    void an_empty_saliency_counts_as_zero_or_chance() {
        double[] empty = {0, -0.0, 0, 0, 0};

        assertEquals(0, value(Plausibility.spearman(), POLARITY, empty));
        // three of five words are not neutral, two of them support the label
        assertEquals(0.6, value(Plausibility.averagePrecision(), POLARITY, empty), 1e-12);
        assertEquals(0.6, value(Plausibility.topHit(), POLARITY, empty), 1e-12);
        assertEquals(0.4, value(Plausibility.auprc(), POLARITY, empty), 1e-12);
        assertEquals(0, value(Plausibility.tokenPrecision(5), POLARITY, empty));
        assertEquals(0, value(Plausibility.tokenF1(5), POLARITY, empty));
        assertEquals(0, value(Plausibility.tokenIou(5), POLARITY, empty));
        assertEquals(0, value(Plausibility.spanPrecision(5), POLARITY, empty));
    }

    @Test
    void neutral_words_only_give_no_value() {
        for (ExplanationMetric metric : all()) {
            assertFalse(
                    on(metric, HumanLabels.polarity(1, 0, 0, 0, 0, 0), 1, 2, 3, 4, 5)
                            .isPresent(),
                    metric.name());
        }
    }

    @Test
    void a_rationale_has_no_sign_and_so_no_spearman() {
        assertFalse(on(Plausibility.spearman(), rationale(1, 0, 0, 1, 0), 1, 2, 3, 4, 5)
                .isPresent());
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_labels_or_no_words_give_no_value(ExplanationMetric metric) {
        assertFalse(Cases.value(metric, Cases.explained(TEXT, 1, 2, 3, 4, 5)).isPresent());
        assertFalse(Cases.value(metric, Cases.explained("")).isPresent());
        AnnotatedText none = AnnotatedText.of(List.of(), HumanLabels.rationale());
        assertFalse(Cases.value(metric, Cases.explained(none)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_perfect_explanation_has_one(ExplanationMetric metric) {
        AnnotatedText text = AnnotatedText.of(Cases.words("great good film a"), HumanLabels.polarity(1, 2, 1, 0, 0));

        assertEquals(1, Cases.value(metric, Cases.explained(text, 5, 4, 0, 0)).orElseThrow(), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("all")
    void values_stay_in_their_range(ExplanationMetric metric) {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(12);
            double[] human =
                    random.doubles(size).map(x -> Math.floor(5 * x) - 2).toArray();
            double[] values =
                    random.doubles(size).map(x -> Math.floor(7 * x) - 3).toArray();
            OptionalDouble value = on(
                    metric,
                    size == 5 ? HumanLabels.polarity(1, Arrays.copyOf(human, 5)) : HumanLabels.polarity(1, human),
                    values);

            double low = metric.name().contains("Spearman") ? -1 : 0;
            value.ifPresent(v -> assertEquals(Math.max(low, Math.min(1, v)), v, 1e-12, metric.name()));
        }
    }

    @Test
    void labels_must_fit_the_words() {
        Refusals.assertRefused(
                "each of 2 words, got 1",
                () -> AnnotatedText.of(Cases.words("good film"), HumanLabels.rationale(true)));
        Refusals.assertRefused("NaN at word 1", () -> HumanLabels.polarity(1, 0, Double.NaN));
        Refusals.assertRefused("got -1", () -> HumanLabels.polarity(-1, 0));
        Refusals.assertRefused("at least 1, got 0", () -> Plausibility.tokenF1(0));
        Refusals.assertRefused("each of 2 words, got 3", () -> Cases.explained("good film", 1, 2, 3));
        Refusals.assertRefused("got 2, 1 and 1", () -> new Plausibility.SpanMatch(2, 1, 1));
    }
}
