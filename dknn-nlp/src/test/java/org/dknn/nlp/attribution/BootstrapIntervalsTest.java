package org.dknn.nlp.attribution;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions.Interval;
import org.dknn.nlp.attribution.BootstrapIntervals.Bootstrap;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;

class BootstrapIntervalsTest {

    private static final List<String> TEXT = List.of("great", "bad", "film", "great");
    private static final List<String> KNOWN = List.of("good", "great", "bad", "awful", "film", "a");
    private static final DeepKnn<List<String>> DKNN = fitted(20);
    private static final Bootstrap BOOTSTRAP = Bootstrap.of(DKNN, 3);
    private static final BootstrapIntervals CONFORMITY = new BootstrapIntervals(LeaveOneOut.conformity(), BOOTSTRAP);
    private static final BootstrapIntervals TOGETHER =
            new BootstrapIntervals(LeaveOneOutAndIn.neighborsAndNetwork(), BOOTSTRAP);

    /** Neighbors among 240 texts of five words, whose labels are those of their sums but for one in ten. */
    private static DeepKnn<List<String>> fitted(int neighbors) {
        Random random = new Random(5);
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[300];
        for (int i = 0; i < labels.length; i++) {
            List<String> text = IntStream.range(0, 5)
                    .mapToObj(t -> KNOWN.get(random.nextInt(KNOWN.size())))
                    .toList();
            texts.add(text);
            int sum = text.stream().mapToInt(BootstrapIntervalsTest::weight).sum();
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

    /** Sums of the words 3, 5, -2 and -4; k of each class. */
    private static DeepKnn<List<String>> sparse(int k) {
        List<List<String>> texts = List.of(
                List.of("great", "good"),
                List.of("great", "great", "good"),
                List.of("awful"),
                List.of("awful", "awful"));
        Dataset<List<String>> examples = Dataset.of(texts, new int[] {1, 1, 0, 0}, LabelSet.of("negative", "positive"));
        return DeepKnn.builder(new WordWeights()).neighbors(k).fit(examples, examples);
    }

    private static Attributions attribute(Attribution attribution, List<String> words) {
        return Asking.attribute(attribution, words, DKNN);
    }

    private static List<Attribution> bases() {
        return List.of(
                LeaveOneOut.conformity(),
                LeaveOneOut.pValue(),
                LeaveOneOut.neighbors().withGroups(FeatureGroups.nGrams(2)),
                LeaveOneOut.probability().withPerturbation(Perturbation.replaceBy("good")),
                LeaveOneOutAndIn.neighborsAndNetwork(),
                ShapleyValues.conformity(new SamplingBudget(20, 1)),
                LocalLinearModel.of(ScoreFunction.LOG_RATIO, new SamplingBudget(20, 1)));
    }

    @Test
    void values_are_those_of_the_base() {
        for (Attribution base : bases()) {
            for (List<String> text : List.of(TEXT, List.of("good"), List.<String>of(), List.of("what", "ever"))) {
                Attributions bounded = attribute(new BootstrapIntervals(base, new Bootstrap(DKNN, 5, 0.9, 3)), text);

                assertArrayEquals(attribute(base, text).values(), bounded.values());
                assertEquals(text.size(), bounded.intervals().size());
                assertEquals(base.name(), bounded.method());
            }
        }
    }

    /** What a draw gives is what the base gives if the classifier itself answers as in the draw. */
    @Test
    void intervals_are_percentiles_of_the_base_over_resampled_predictions() {
        Bootstrap few = new Bootstrap(DKNN, 3, 0.5, 8);
        Target target = Target.of(1);
        for (Attribution base : bases()) {
            List<Attributions> draws = IntStream.rangeClosed(1, 3)
                    .mapToObj(draw -> Asking.attribute(base, TEXT, target, drawn(draw)))
                    .toList();
            Attributions bounded = Asking.attribute(new BootstrapIntervals(base, few), TEXT, target, DKNN);

            for (int word = 0; word < TEXT.size(); word++) {
                int position = word;
                double[] sorted = draws.stream()
                        .mapToDouble(values -> values.value(position))
                        .sorted()
                        .toArray();
                // of three values, a quarter and three quarters of the way are halfway to the middle one
                Interval expected = new Interval(
                        sorted[0] + 0.5 * (sorted[1] - sorted[0]), sorted[1] + 0.5 * (sorted[2] - sorted[1]));
                assertEquals(expected, bounded.intervals().get(word), base.name());
            }
        }
    }

    private static Predictor drawn(int draw) {
        return inputs -> DKNN
                .predictAll(inputs.stream().map(input -> input.words(0)).toList())
                .stream()
                .map(prediction -> DKNN.resampled(prediction, 8, draw))
                .toList();
    }

    @Test
    void the_ends_of_an_interval_by_hand() {
        DeepKnn<List<String>> dknn = sparse(2);
        Bootstrap two = new Bootstrap(dknn, 2, 0.5, 1);
        double[] values = new double[2];
        for (int draw = 1; draw <= 2; draw++) {
            // the only word is all there is at either end; of the network it has ln .625 / .375 whatever is drawn
            values[draw - 1] = (logRatio(dknn.resampled(dknn.predict(List.of("good")), 1, draw))
                                    - logRatio(dknn.resampled(dknn.predict(List.of()), 1, draw)))
                            / 2
                    + Math.log(5.0 / 3);
        }

        Interval interval = Asking.attribute(
                        new BootstrapIntervals(LeaveOneOutAndIn.neighborsAndNetwork(), two),
                        List.of("good"),
                        Target.of(1),
                        dknn)
                .intervals()
                .get(0);

        double low = Math.min(values[0], values[1]);
        double high = Math.max(values[0], values[1]);
        assertTrue(high > low, "draws of seed 1 differ");
        assertEquals(low + (high - low) / 4, interval.low(), 1e-6);
        assertEquals(high - (high - low) / 4, interval.high(), 1e-6);
    }

    /** For class 1, over both layers. */
    private static double logRatio(Prediction drawn) {
        double sum = 0;
        for (LayerStatistics layer : drawn.statistics().layers()) {
            sum += Math.log(layer.meanDistance(0) / layer.meanDistance(1));
        }
        return sum;
    }

    @Test
    void draws_of_one_neighbor_per_class_change_nothing() {
        DeepKnn<List<String>> dknn = sparse(1);
        List<String> text = List.of("good", "bad", "film");
        Attributions attributions = Asking.attribute(
                new BootstrapIntervals(LeaveOneOutAndIn.neighborsAndNetwork(), Bootstrap.of(dknn, 1)), text, dknn);

        for (int position = 0; position < text.size(); position++) {
            Interval interval = attributions.intervals().get(position);
            assertEquals(attributions.value(position), interval.low(), 1e-9);
            assertEquals(attributions.value(position), interval.high(), 1e-9);
        }
    }

    @Test
    void a_word_that_changes_no_neighbor_is_unclear_and_one_that_decides_is_clear() {
        List<String> text = List.of("great", "film");
        for (BootstrapIntervals method : List.of(CONFORMITY, TOGETHER)) {
            Attributions attributions = attribute(method, text);

            assertEquals(new Interval(0, 0), attributions.intervals().get(1));
            assertTrue(attributions.isUnclear(1));
            assertTrue(attributions.value(0) > 0.2, attributions.toString());
            Interval great = attributions.intervals().get(0);
            assertFalse(attributions.isUnclear(0), great.toString());
            assertTrue(great.low() < attributions.value(0) && attributions.value(0) < great.high());
        }
    }

    @Test
    void any_nonconformity_has_intervals() {
        for (Nonconformity nonconformity :
                List.of(Nonconformity.logRatio(), Nonconformity.trustScore(), Nonconformity.count())) {
            LeaveOneOut base = new LeaveOneOut("graded", ScoreFunction.of(nonconformity), Perturbation.delete());
            Attributions attributions = attribute(new BootstrapIntervals(base, BOOTSTRAP), List.of("great", "film"));

            assertEquals(new Interval(0, 0), attributions.intervals().get(1));
            Interval great = attributions.intervals().get(0);
            assertTrue(great.high() > great.low(), nonconformity.name());
        }
    }

    /** A count of 40 neighbors is 40 times the share of the others, however many are drawn. */
    @Test
    void counts_of_draws_are_brought_to_k() {
        LeaveOneOut count = new LeaveOneOut("count", ScoreFunction.of(Nonconformity.count()), Perturbation.delete());
        Attributions counts = attribute(new BootstrapIntervals(count, BOOTSTRAP), TEXT);
        Attributions shares = attribute(CONFORMITY, TEXT);

        for (int word = 0; word < TEXT.size(); word++) {
            // each of the two counts is rounded
            assertEquals(40 * shares.value(word), counts.value(word), 1e-9);
            assertEquals(
                    40 * shares.intervals().get(word).low(),
                    counts.intervals().get(word).low(),
                    1);
            assertEquals(
                    40 * shares.intervals().get(word).high(),
                    counts.intervals().get(word).high(),
                    1);
        }
    }

    @Test
    void p_values_have_intervals_by_class_too() {
        DeepKnn<List<String>> byClass = DKNN.withCalibrationGroups(CalibrationGroups.CLASS_CONDITIONAL);
        Attributions attributions = Asking.attribute(
                new BootstrapIntervals(LeaveOneOut.pValue(), Bootstrap.of(byClass, 3)),
                List.of("great", "film"),
                byClass);
        Interval great = attributions.intervals().get(0);

        assertEquals(new Interval(0, 0), attributions.intervals().get(1));
        assertTrue(great.low() < great.high(), great.toString());
        assertTrue(great.low() >= -1 && great.high() <= 1, great.toString());
    }

    @Test
    void what_the_network_says_only_moves_intervals() {
        LeaveOneOutAndIn network = new LeaveOneOutAndIn("network", ScoreFunction.LOG_ODDS, 1.0 / 3);
        LeaveOneOutAndIn neighbors = new LeaveOneOutAndIn("neighbors", ScoreFunction.LOG_RATIO, 1.0 / 3);
        List<Interval> alone =
                attribute(new BootstrapIntervals(neighbors, BOOTSTRAP), TEXT).intervals();
        double[] fixed = attribute(network, TEXT).values();
        List<Interval> together = attribute(TOGETHER, TEXT).intervals();

        for (int position = 0; position < TEXT.size(); position++) {
            // the neighbors' part is the mean over two layers
            assertEquals(
                    alone.get(position).low() / 2 + fixed[position],
                    together.get(position).low(),
                    1e-9);
            assertEquals(
                    alone.get(position).high() / 2 + fixed[position],
                    together.get(position).high(),
                    1e-9);
        }
        for (Interval interval :
                attribute(new BootstrapIntervals(network, BOOTSTRAP), TEXT).intervals()) {
            assertEquals(interval.low(), interval.high());
        }
    }

    @Test
    void more_neighbors_give_narrower_intervals() {
        double few = width(5);
        double some = width(20);
        double many = width(80);

        assertTrue(few > some && some > many, few + ", " + some + ", " + many);
    }

    private static double width(int neighbors) {
        DeepKnn<List<String>> dknn = fitted(neighbors);
        BootstrapIntervals bounded = new BootstrapIntervals(LeaveOneOutAndIn.conformity(), Bootstrap.of(dknn, 3));
        return Asking.attribute(bounded, List.of("good", "bad", "a"), dknn).intervals().stream()
                .mapToDouble(interval -> interval.high() - interval.low())
                .sum();
    }

    @Test
    void a_wider_level_gives_wider_intervals_and_contrasts_are_twice_as_wide() {
        BootstrapIntervals narrow = new BootstrapIntervals(LeaveOneOut.conformity(), new Bootstrap(DKNN, 200, 0.5, 3));
        Interval half = attribute(narrow, TEXT).intervals().get(0);
        Interval most = attribute(CONFORMITY, TEXT).intervals().get(0);
        Interval contrast = Asking.attribute(CONFORMITY, TEXT, Target.of(1).ratherThan(0), DKNN)
                .intervals()
                .get(0);
        Interval one = Asking.attribute(CONFORMITY, TEXT, Target.of(1), DKNN)
                .intervals()
                .get(0);

        assertTrue(most.low() < half.low() && half.high() < most.high());
        // with two classes one has what the other has not
        assertEquals(2 * one.low(), contrast.low(), 1e-9);
        assertEquals(2 * one.high(), contrast.high(), 1e-9);
    }

    @Test
    void the_seed_makes_the_draws() {
        for (Attribution base : List.of(LeaveOneOut.conformity(), LeaveOneOutAndIn.neighborsAndNetwork())) {
            Attributions first = attribute(new BootstrapIntervals(base, BOOTSTRAP), TEXT);

            assertEquals(first, attribute(new BootstrapIntervals(base, Bootstrap.of(DKNN, 3)), TEXT));
            assertNotEquals(first, attribute(new BootstrapIntervals(base, Bootstrap.of(DKNN, 4)), TEXT));
        }
    }

    @Test
    void no_more_inputs_are_predicted() {
        Asking bounded = new Asking(DKNN);
        Asking bare = new Asking(DKNN);
        Asking.attribute(TOGETHER, TEXT, Target.of(1), bounded);
        Asking.attribute(TOGETHER.base(), TEXT, Target.of(1), bare);

        assertEquals(bare.calls(), bounded.calls());
    }

    @Test
    void groups_share_their_intervals() {
        LeaveOneOut base = LeaveOneOut.conformity().withGroups(FeatureGroups.of(FeatureGroup.of(0, 1)));
        Attributions attributions = attribute(new BootstrapIntervals(base, BOOTSTRAP), TEXT);

        assertEquals(attributions.intervals().get(0), attributions.intervals().get(1));
        assertEquals(new Interval(0, 0), attributions.intervals().get(2));
    }

    @Test
    void impossible_settings_are_refused() {
        assertRefused("at least 2 draws and a level in (0, 1), got 1", () -> new Bootstrap(DKNN, 1, 0.9, 0));
        assertRefused("got 2 and 1.0", () -> new Bootstrap(DKNN, 2, 1, 0));
        assertRefused("got 2 and NaN", () -> new Bootstrap(DKNN, 2, Double.NaN, 0));
        assertThrows(NullPointerException.class, () -> new Bootstrap(null, 2, 0.9, 0));
        assertThrows(NullPointerException.class, () -> new BootstrapIntervals(null, BOOTSTRAP));
        assertThrows(NullPointerException.class, () -> new BootstrapIntervals(LeaveOneOut.conformity(), null));
    }
}
