package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dknn.ScoreFunction;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.perturb.WordFrequencies;
import org.dknn.testkit.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaithfulnessTest {

    private static final Faithfulness PROBABILITY = Faithfulness.ofProbability();

    /** Sum 2, so label 1 with probability .5 + 2 / 8 = .75; words weigh 2, -1, 1, 0. */
    private static final String TEXT = "great bad good film";

    private static final double[] GOLDEN_SALIENCY = {.9, -.2, .4, .4, .05, 0, .7};

    private static List<ExplanationMetric> all() {
        return PROBABILITY.all();
    }

    private static double value(ExplanationMetric metric, double... values) {
        return Cases.value(metric, Cases.explained(TEXT, values)).orElseThrow();
    }

    private static BitSet set(int... positions) {
        BitSet set = new BitSet();
        IntStream.of(positions).forEach(set::set);
        return set;
    }

    @Test
    void comprehensiveness_and_sufficiency_by_hand() {
        double[] values = {4, 1, 3, 2};

        // top half: great and good; without them sum -1, .375; with only them 3, .875
        assertEquals(.75 - .375, value(PROBABILITY.comprehensiveness(.5), values), 1e-6);
        assertEquals(.75 - .875, value(PROBABILITY.sufficiency(.5), values), 1e-6);
        // a fifth of four words is rounded up to one: without great sum 0, only great 2
        assertEquals(.75 - .5, value(PROBABILITY.comprehensiveness(.2), values), 1e-6);
        assertEquals(0, value(PROBABILITY.sufficiency(.2), values), 1e-6);
    }

    @Test
    void taking_all_words_leaves_the_empty_text_and_keeping_all_changes_nothing() {
        assertEquals(.75 - .5, value(PROBABILITY.comprehensiveness(1), 4, 1, 3, 2), 1e-6);
        assertEquals(0, value(PROBABILITY.sufficiency(1), 4, 1, 3, 2), 1e-6);
    }

    @Test
    void eraser_takes_the_mean_over_five_shares() {
        // 1, 5, 10 and 20 % are great alone, 50 % great and good
        assertEquals((4 * .25 + .375) / 5, value(PROBABILITY.eraserComprehensiveness(), 4, 1, 3, 2), 1e-6);
        assertEquals((4 * 0 - .125) / 5, value(PROBABILITY.eraserSufficiency(), 4, 1, 3, 2), 1e-6);
    }

    @Test
    void ferret_takes_each_rationale_once() {
        // of 4 words 0, 0, 1, 1, 2, 2, 2, 3, 3, 4; film is not above 0: {great}, {great, good}, {great, good, bad}
        double[] values = {4, 1, 3, 0};

        // without: sums 0, -1, 0 or .5, .375, .5; with only: 2, 3, 2 or .75, .875, .75
        assertEquals((.25 + .375 + .25) / 3, value(PROBABILITY.ferretComprehensiveness(), values), 1e-6);
        assertEquals((0 - .125 + 0) / 3, value(PROBABILITY.ferretSufficiency(), values), 1e-6);
    }

    @Test
    void ferret_without_a_rationale_has_the_worst_values() {
        assertEquals(0, value(PROBABILITY.ferretComprehensiveness(), 0, -1, 0, -2));
        assertEquals(1, value(PROBABILITY.ferretSufficiency(), 0, -1, 0, -2));
    }

    @Test
    void golden_rationales_of_ferret_but_for_the_order_of_equal_words() {
        List<BitSet> kept = TopShares.ferret().of(GOLDEN_SALIENCY);

        assertEquals(List.of(set(0), set(0, 6), set(0, 2, 6), set(0, 2, 3, 6), set(0, 2, 3, 4, 6)), kept);
        double[] laterFirst = GOLDEN_SALIENCY.clone();
        laterFirst[3] += 1e-9;
        assertEquals(
                List.of(set(0), set(0, 6), set(0, 3, 6), set(0, 2, 3, 6), set(0, 2, 3, 4, 6)),
                TopShares.ferret().of(laterFirst));
    }

    @Test
    void a_share_is_rounded_up_without_the_noise_of_doubles() {
        assertEquals(1, TopShares.count(.1, 10));
        assertEquals(3, TopShares.count(.1, 30));
        assertEquals(7, TopShares.count(.7, 10));
        assertEquals(2, TopShares.count(.1, 11));
        assertEquals(1, TopShares.count(.01, 3));
    }

    @Test
    void log_odds_by_hand() {
        assertEquals(Math.log(.5) - Math.log(.75), value(PROBABILITY.logOdds(.2), 4, 1, 3, 2), 1e-6);
        // half: great and good go
        assertEquals(Math.log(.375) - Math.log(.75), value(PROBABILITY.logOdds(.5), 4, 1, 3, 2), 1e-6);
    }

    @Test
    void a_probability_of_nothing_has_a_floor() {
        // sum 2, label 1; without all three great sum -4, probability 0
        ExplainedSegment explained = Cases.explained("great great great awful awful", 5, 4, 3, 2, 1);

        double value = Cases.value(PROBABILITY.logOdds(.6), explained).orElseThrow();

        assertEquals(Math.log(1e-12) - Math.log(.75), value, 1e-6);
    }

    @Test
    void areas_by_hand() {
        // great, good, film, bad go: sums 2, 0, -1, -1, 0: .75, .5, .375, .375, .5
        double deletion = (.75 / 2 + .5 + .375 + .375 + .5 / 2) / 4;
        // and come: 0, 2, 3, 3, 2: .5, .75, .875, .875, .75
        double insertion = (.5 / 2 + .75 + .875 + .875 + .75 / 2) / 4;

        assertEquals(deletion, value(PROBABILITY.deletionArea(), 4, 1, 3, 2), 1e-6);
        assertEquals(insertion, value(PROBABILITY.insertionArea(), 4, 1, 3, 2), 1e-6);
    }

    @Test
    void areas_of_a_constant_model_are_the_constant() {
        ExplainedSegment explained = Cases.explained("good", 1);
        double constant = explained.prediction().probability(1);
        ExplainedSegment other = Cases.explained(TEXT, 4, 1, 3, 2);

        assertEquals(.625, constant, 1e-6);
        for (ExplanationMetric area : List.of(PROBABILITY.deletionArea(), PROBABILITY.insertionArea())) {
            assertEquals(
                    constant, Cases.value(area, other, Cases.constant("good")).orElseThrow(), 1e-6);
        }
    }

    @Test
    void a_long_text_has_a_hundred_steps() {
        String text = "good ".repeat(250).trim();
        ExplainedSegment explained = Cases.explained(text, new double[250]);
        List<List<String>> variants = Cases.asked(PROBABILITY.deletionArea(), explained);

        assertEquals(101, variants.size());
        assertEquals(250, variants.get(0).size());
        assertEquals(248, variants.get(1).size());
        assertEquals(0, variants.get(100).size());
    }

    @Test
    void golden_correlations() {
        double[] drops = {.5, 0, .2, .2, 0, 0, .3};

        assertEquals(0.9219544457, RankCorrelation.kendall(GOLDEN_SALIENCY, drops), 1e-10);
        assertEquals(0.9629500129, RankCorrelation.spearman(GOLDEN_SALIENCY, drops), 1e-10);
    }

    @Test
    void zeros_of_either_sign_are_equal() {
        assertEquals(0, RankCorrelation.spearman(new double[] {0, -0.0}, new double[] {1, 2}));
        assertEquals(
                RankCorrelation.kendall(new double[] {0, 0, 1}, new double[] {1, 2, 3}),
                RankCorrelation.kendall(new double[] {0, -0.0, 1}, new double[] {1, 2, 3}));
        assertEquals(
                RankCorrelation.spearman(new double[] {0, 0, 1}, new double[] {1, 2, 3}),
                RankCorrelation.spearman(new double[] {0, -0.0, 1}, new double[] {1, 2, 3}));
        assertEquals(set(0), WordRanking.top(new double[] {-0.0, 0}, 1));
        assertEquals(0, WordRanking.ascending(new double[] {0, -0.0})[0]);
    }

    @Test
    void leave_one_out_correlations_by_hand() {
        // drops 2, -1, 1, 0 eighths; saliency orders great, good, bad, film: one pair of six the other way round
        assertEquals(4 / 6.0, value(PROBABILITY.kendallLeaveOneOut(), 4, 2, 3, 1), 1e-12);
        // ranks 4 1 3 2 and 4 2 3 1: 1 - 6 * 2 / (4 * 15)
        assertEquals(.8, value(PROBABILITY.spearmanLeaveOneOut(), 4, 2, 3, 1), 1e-12);
    }

    @Test
    void a_constant_saliency_tells_nothing_of_the_drops_and_constant_drops_ask_nothing() {
        assertEquals(0, value(PROBABILITY.kendallLeaveOneOut(), 0, 0, 0, 0));
        assertEquals(0, value(PROBABILITY.spearmanLeaveOneOut(), 0, 0, 0, 0));
        ExplainedSegment neutral = Cases.explained("a film", 1, 2);
        assertFalse(Cases.value(PROBABILITY.kendallLeaveOneOut(), neutral).isPresent());
    }

    @Test
    void a_random_explainer_has_no_tau_in_the_mean() {
        SplittableRandom random = new SplittableRandom(17);
        double sum = 0;
        int rounds = 1_000;
        for (int i = 0; i < rounds; i++) {
            sum += value(PROBABILITY.kendallLeaveOneOut(), random.doubles(4).toArray());
        }

        // one tau of four words has a variance of 2 * 13 / (9 * 4 * 3) = .24; four standard errors of the mean are .062
        assertEquals(0, sum / rounds, 0.062);
    }

    @Test
    void monotonicity_by_hand() {
        // bad, film, good, great come: -1, -1, 0, 2
        assertEquals(1, value(PROBABILITY.monotonicity(), 4, 1, 3, 2));
        // film, good, bad, great come: 0, 1, 0, 2
        assertEquals(0, value(PROBABILITY.monotonicity(), 4, 3, 2, 1));
    }

    @Test
    void infidelity_of_the_true_weights_is_none_and_no_scale_counts() {
        ExplanationMetric metric = PROBABILITY.infidelity(20, 5);

        assertEquals(0, value(metric, 2, -1, 1, 0), 1e-12);
        assertEquals(0, value(metric, -2e6, 1e6, -1e6, 0), 1e-12);
        assertEquals(value(metric, 1, 2, 3, 4), value(metric, 10, 20, 30, 40), 1e-12);
        assertTrue(value(metric, 0, 1, 0, 1) > 1e-3);
    }

    @Test
    void infidelity_of_an_empty_saliency_is_the_mean_square_of_the_drops() {
        ExplainedSegment explained = Cases.explained("good", 0);

        // the only set is the only word: (.625 - .5) squared
        assertEquals(
                .125 * .125,
                Cases.value(PROBABILITY.infidelity(3, 1), explained).orElseThrow(),
                1e-7);
    }

    @Test
    void infidelity_draws_by_seed_and_text() {
        ExplainedSegment explained = Cases.explained(TEXT, 1, 2, 3, 4);
        List<List<String>> variants = Cases.asked(PROBABILITY.infidelity(10, 1), explained);

        assertEquals(variants, Cases.asked(PROBABILITY.infidelity(10, 1), Cases.explained(TEXT, 4, 3, 2, 1)));
        assertNotEquals(variants, Cases.asked(PROBABILITY.infidelity(10, 2), explained));
        assertTrue(variants.stream().allMatch(words -> words.size() < 4));
    }

    @Test
    void any_score_and_any_removal_will_do() {
        Perturbation mask = (words, position) -> {
            List<String> masked = new ArrayList<>(words);
            masked.set(position, "awful");
            return List.copyOf(masked);
        };
        ExplanationMetric metric = Faithfulness.of((prediction, label) -> 100 * prediction.probability(label), mask)
                .comprehensiveness(.5);

        // great and good become awful: sum -5 or 0 %, cut
        assertEquals(75, value(metric, 4, 1, 3, 2), 1e-4);
        assertEquals(
                Cases.DKNN.predict(Cases.words(TEXT)).conformity(1)
                        - Cases.DKNN.predict(Cases.words("bad film")).conformity(1),
                value(
                        Faithfulness.of(ScoreFunction.CONFORMITY, Perturbation.delete())
                                .comprehensiveness(.5),
                        4,
                        1,
                        3,
                        2),
                1e-12);
    }

    @Test
    void a_removal_has_the_mean_score_of_all_texts_that_the_perturbation_makes_of_it() {
        // great and good become bad and bad, then good and great: sums -3 and 2, .125 and .75
        Perturbation two = new Perturbation() {
            @Override
            public List<String> remove(List<String> words, int position) {
                return variants(words, List.of(position)).get(0);
            }

            @Override
            public List<List<String>> variants(List<String> words, List<Integer> positions) {
                assertEquals(List.of(0, 2), positions);
                return List.of(Cases.words("bad bad bad film"), Cases.words("good bad great film"));
            }
        };
        ExplanationMetric metric =
                Faithfulness.of(ScoreFunction.PROBABILITY, two).comprehensiveness(.5);

        assertEquals(.75 - (.125 + .75) / 2, value(metric, 4, 1, 3, 2), 1e-6);
    }

    @Test
    void words_that_are_removed_together_are_told_to_the_perturbation_together() {
        // one mask for all of them
        Perturbation mask = new Perturbation() {
            @Override
            public List<String> remove(List<String> words, int position) {
                return removeAll(words, List.of(position));
            }

            @Override
            public List<String> removeAll(List<String> words, List<Integer> positions) {
                List<String> rest = new ArrayList<>(Perturbation.delete().removeAll(words, positions));
                rest.add("awful");
                return List.copyOf(rest);
            }
        };
        ExplanationMetric metric =
                Faithfulness.of(ScoreFunction.PROBABILITY, mask).comprehensiveness(.5);

        // bad, film and the mask: sum -3
        assertEquals(.75 - .125, value(metric, 4, 1, 3, 2), 1e-6);
    }

    @Test
    void attributions_and_metrics_remove_the_same_drawn_words() {
        Perturbation drawn = Perturbation.replaceByDraws(
                WordFrequencies.of(Cases.DKNN.reference().inputs()), 10, 3);
        ExplainedSegment explained = Cases.explained(
                AnnotatedText.of(Cases.words("great bad good film bad")),
                LeaveOneOut.probability().withPerturbation(drawn));
        Faithfulness faithfulness = Faithfulness.of(ScoreFunction.PROBABILITY, drawn);

        // the same drops, so the same order and no error
        assertEquals(
                1, Cases.value(faithfulness.kendallLeaveOneOut(), explained).orElseThrow(), 1e-12);
        assertEquals(
                explained.attributions().peak(),
                Cases.value(faithfulness.comprehensiveness(.2), explained).orElseThrow(),
                1e-12);
    }

    @Test
    void words_go_from_behind_and_the_rest_keeps_its_order() {
        ExplainedSegment explained = Cases.explained("a b c d e", 2, 0, 1, 0, 3);

        assertEquals(List.of(List.of("b", "d")), Cases.asked(PROBABILITY.comprehensiveness(.6), explained));
        assertEquals(List.of(List.of("a", "c", "e")), Cases.asked(PROBABILITY.sufficiency(.6), explained));
        assertEquals(List.of(List.of()), Cases.asked(PROBABILITY.comprehensiveness(1), explained));
        assertEquals(List.of(explained.words()), Cases.asked(PROBABILITY.sufficiency(1), explained));
    }

    @Test
    void the_empty_rationale_takes_nothing_and_so_drops_nothing() {
        ExplanationMetric metric = new PerturbationMetric(
                "nothing",
                ExplanationMetric.Direction.HIGHER_IS_BETTER,
                new PerturbationMetric.Scoring(ScoreFunction.PROBABILITY, Perturbation.delete()),
                PerturbationMeasure.dropWithout(values -> List.of(set()), Double.NaN));

        assertEquals(0, value(metric, 4, 1, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_words_give_no_value(ExplanationMetric metric) {
        assertFalse(Cases.value(metric, Cases.explained("")).isPresent());
        assertEquals(List.of(), Cases.asked(metric, Cases.explained("")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void one_word_has_a_finite_value_or_none(ExplanationMetric metric) {
        OptionalDouble value = Cases.value(metric, Cases.explained("good", 1));

        boolean needsTwo = List.of("deletion AUC", "insertion AUC", "tau leave-one-out", "monotonicity")
                .contains(metric.name());
        boolean ranks = metric.name().endsWith("leave-one-out");
        assertEquals(!needsTwo && !ranks, value.isPresent());
        value.ifPresent(v -> assertTrue(Double.isFinite(v)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void all_texts_are_asked_for_in_one_round(ExplanationMetric metric) {
        List<List<List<String>>> rounds = Cases.rounds(metric, Cases.explained(TEXT, 4, -1, 3, 2));

        assertEquals(1, rounds.size());
        assertEquals(new HashSet<>(rounds.get(0)).size(), rounds.get(0).size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_true_weights_do_at_least_as_well_as_their_opposite(ExplanationMetric metric) {
        double truth = value(metric, 2, -1, 1, 0);
        double opposite = value(metric, -2, 1, -1, 0);

        boolean better = metric.direction() == ExplanationMetric.Direction.HIGHER_IS_BETTER
                ? truth >= opposite
                : truth <= opposite;
        assertTrue(better || metric.name().equals("infidelity"), truth + " and " + opposite);
    }

    @Test
    void bad_settings_are_refused() {
        for (double share : new double[] {0, -1, 1.1, Double.NaN}) {
            Refusals.assertRefused("a share must be in (0, 1], got", () -> PROBABILITY.comprehensiveness(share));
            Refusals.assertRefused("a share must be in (0, 1], got", () -> PROBABILITY.logOdds(share));
        }
        Refusals.assertRefused("at least 1, got 0", () -> PROBABILITY.infidelity(0, 1));
    }

    @Test
    void names_differ() {
        assertEquals(
                ExplanationMetric.all().size(),
                ExplanationMetric.all().stream()
                        .map(ExplanationMetric::name)
                        .distinct()
                        .count());
    }
}
