package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.index.Neighbors;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;

class BootstrappedLeaveOneOutTest {

    private static final List<String> TEXT = List.of("great", "bad", "film", "great");
    private static final List<String> KNOWN = List.of("good", "great", "bad", "awful", "film", "a");

    private static final DeepKnn<List<String>> DKNN = fitted(20);

    private static final Bootstrap BOOTSTRAP = Bootstrap.of(DKNN.reference(), 3);

    /** Neighbors among 240 texts of five words, whose labels are those of their sums but for one in ten. */
    static DeepKnn<List<String>> fitted(int neighbors) {
        Random random = new Random(5);
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[300];
        for (int i = 0; i < labels.length; i++) {
            List<String> text = IntStream.range(0, 5)
                    .mapToObj(t -> KNOWN.get(random.nextInt(KNOWN.size())))
                    .toList();
            texts.add(text);
            int sum =
                    text.stream().mapToInt(BootstrappedLeaveOneOutTest::weight).sum();
            boolean positive = sum > 0 || (sum == 0 && random.nextBoolean());
            labels[i] = positive == (random.nextInt(10) > 0) ? 1 : 0;
        }
        Dataset<List<String>> all = Dataset.of(texts, labels, LabelSet.of("negative", "positive"));
        Dataset.Split<List<String>> split = all.holdOut(60, 1);
        return DeepKnn.builder(new WordWeights()).neighbors(neighbors).fit(split.kept(), split.heldOut());
    }

    private static int weight(String word) {
        return switch (word) {
            case "good" -> 1;
            case "great" -> 2;
            case "bad" -> -1;
            case "awful" -> -2;
            default -> 0;
        };
    }

    private static Attributions score(Attribution scorer, List<String> words) {
        return scorer.score(words, DKNN.predict(words), DKNN::predictAll);
    }

    @Test
    void examples_are_drawn_as_a_poisson_variable_says() {
        int[] counts = new int[30];
        for (int item = 0; item < 100_000; item++) {
            counts[NeighborDraws.times(77, item)]++;
        }

        // shares e^-1, e^-1, e^-1 / 2, e^-1 / 6; four standard deviations of the largest are 610
        double once = 100_000 / Math.E;
        for (int times = 0; times < 4; times++) {
            double expected = once / List.of(1, 1, 2, 6).get(times);
            assertTrue(Math.abs(counts[times] - expected) < 610, times + " times: " + counts[times]);
        }
    }

    @Test
    void the_draws_of_a_share_have_its_mean_and_deviation() {
        Prediction prediction = DKNN.predict(List.of("good", "bad"));
        double conformity = prediction.conformity(1);
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < 4000; draw++) {
            double value = BOOTSTRAP.evidence(prediction, draw).votes().conformity(1);
            sum += value;
            squares += value * value;
        }
        double mean = sum / 4000;

        // 40 neighbors in two layers, few of them in both
        double deviation = Math.sqrt(conformity * (1 - conformity) / 40);
        assertTrue(conformity > 0.1 && conformity < 0.9, "conformity " + conformity);
        assertEquals(conformity, mean, 0.01);
        assertEquals(deviation, Math.sqrt(squares / 4000 - mean * mean), 0.15 * deviation);
    }

    /** The reference set is drawn, not what each layer finds in it. */
    @Test
    void an_example_is_drawn_as_often_in_every_layer() {
        Prediction prediction = DKNN.predict(List.of("good", "bad"));
        for (int draw = 0; draw < 20; draw++) {
            long key = NeighborDraws.mixed(NeighborDraws.mixed(BOOTSTRAP.seed()) + draw);
            for (int layer = 0; layer < 2; layer++) {
                Neighbors neighbors = prediction.neighbors().get(layer);
                int times = IntStream.range(0, neighbors.size())
                        .map(rank -> NeighborDraws.times(key, neighbors.ordinal(rank)))
                        .sum();

                LayerStatistics drawn =
                        BOOTSTRAP.evidence(prediction, draw).layers().get(layer);
                assertEquals(times, drawn.k());
            }
        }
    }

    @Test
    void values_are_those_of_leave_one_out() {
        for (List<String> text : List.of(TEXT, List.of("good"), List.<String>of(), List.of("what", "ever"))) {
            Attributions bounded = score(BootstrappedLeaveOneOut.conformity(BOOTSTRAP), text);

            assertArrayEquals(score(LeaveOneOut.conformity(), text).values(), bounded.values());
            assertEquals(text.size(), bounded.intervals().size());
            assertEquals("conformity", bounded.method());
        }
    }

    @Test
    void a_word_that_changes_no_neighbor_is_unclear_and_one_that_decides_is_clear() {
        List<String> text = List.of("great", "film");
        Attributions saliency = score(BootstrappedLeaveOneOut.conformity(BOOTSTRAP), text);

        assertEquals(new Interval(0, 0), saliency.intervals().get(1));
        assertTrue(saliency.isUnclear(1));
        assertTrue(saliency.value(0) > 0.2, saliency.toString());
        assertFalse(saliency.isUnclear(0), saliency.intervals().toString());
        assertTrue(saliency.intervals().get(0).low() < saliency.value(0)
                && saliency.value(0) < saliency.intervals().get(0).high());
    }

    @Test
    void any_nonconformity_has_intervals() {
        for (Nonconformity nonconformity : List.of(Nonconformity.logRatio(), Nonconformity.trustScore())) {
            LeaveOneOut base = new LeaveOneOut("graded", ScoreFunction.of(nonconformity), Perturbation.delete());
            Attributions saliency = score(
                    new BootstrappedLeaveOneOut(base, EvidenceScore.of(nonconformity), BOOTSTRAP),
                    List.of("great", "film"));

            assertEquals(new Interval(0, 0), saliency.intervals().get(1));
            assertTrue(saliency.intervals().get(0).high()
                    > saliency.intervals().get(0).low());
        }
    }

    @Test
    void a_wider_level_gives_wider_intervals_and_contrasts_are_twice_as_wide() {
        Bootstrap narrow = new Bootstrap(DKNN.reference()::label, 200, 0.5, 3);
        Interval half = score(BootstrappedLeaveOneOut.conformity(narrow), TEXT)
                .intervals()
                .get(0);
        Interval most = score(BootstrappedLeaveOneOut.conformity(BOOTSTRAP), TEXT)
                .intervals()
                .get(0);
        Interval contrast = BootstrappedLeaveOneOut.conformity(BOOTSTRAP)
                .score(TEXT, DKNN.predict(TEXT), Target.of(1).ratherThan(0), DKNN::predictAll)
                .intervals()
                .get(0);
        Interval one = BootstrappedLeaveOneOut.conformity(BOOTSTRAP)
                .score(TEXT, DKNN.predict(TEXT), Target.of(1), DKNN::predictAll)
                .intervals()
                .get(0);

        assertTrue(most.low() < half.low() && half.high() < most.high());
        // with two classes one has what the other has not
        assertEquals(2 * one.low(), contrast.low(), 1e-9);
        assertEquals(2 * one.high(), contrast.high(), 1e-9);
    }

    @Test
    void the_seed_makes_the_draws() {
        assertEquals(
                score(BootstrappedLeaveOneOut.conformity(BOOTSTRAP), TEXT),
                score(BootstrappedLeaveOneOut.conformity(Bootstrap.of(DKNN.reference(), 3)), TEXT));
        assertNotEquals(
                score(BootstrappedLeaveOneOut.conformity(BOOTSTRAP), TEXT),
                score(BootstrappedLeaveOneOut.conformity(Bootstrap.of(DKNN.reference(), 4)), TEXT));
    }

    @Test
    void a_p_value_counts_the_drawn_calibration_examples() {
        Prediction prediction = DKNN.predict(TEXT);
        double[] scores = {0, 1, 2, 2, 5};
        EvidenceScore pValue = EvidenceScore.pValue(Calibration.copyOf(scores), 4);
        // 2 of 4 neighbors disagree: scores 2, 2 and 5 are as large
        NeighborStatistics evidence = NeighborStatistics.of(List.of(LayerStatistics.of(
                new int[] {1, 1, 0, 0}, new float[] {1, 2, 3, 4}, new float[] {3, 4}, new float[] {1, 2})));
        for (long key = 0; key < 50; key++) {
            int[] times = new int[5];
            for (int i = 0; i < 5; i++) {
                times[i] = NeighborDraws.times(key, i);
            }
            double atLeast = times[2] + times[3] + times[4];

            assertEquals(
                    (atLeast + 1) / (times[0] + times[1] + atLeast + 1),
                    pValue.score(new DrawnEvidence(prediction, evidence, key), 1));
        }
    }

    @Test
    void units_share_their_intervals() {
        LeaveOneOut base = LeaveOneOut.conformity().withUnits(FeatureGroups.of(FeatureGroup.of(0, 1)));
        Attributions saliency = score(new BootstrappedLeaveOneOut(base, EvidenceScore.conformity(), BOOTSTRAP), TEXT);

        assertEquals(saliency.intervals().get(0), saliency.intervals().get(1));
        assertEquals(new Interval(0, 0), saliency.intervals().get(2));
    }

    @Test
    void impossible_settings_are_refused() {
        assertRefused("at least 2 draws and a level in (0, 1), got 1", () -> new Bootstrap(i -> 0, 1, 0.9, 0));
        assertRefused("a score that is no count is needed", () -> EvidenceScore.of(Nonconformity.count()));
        assertRefused("got 2 and 1.0", () -> new Bootstrap(i -> 0, 2, 1, 0));
    }
}
