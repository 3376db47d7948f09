package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.Neighbors;
import org.junit.jupiter.api.Test;

class ResamplingTest {

    private static final long SEED = 9;
    private static final LabelSet LABELS = LabelSet.of("low", "high");

    /** Low at 0, 1, 2 and high at 10, 11, 12, in both layers. */
    private static final Dataset<String> TRAINING = points("0,0 1,1 2,2 10,10 11,11 12,12", 0, 0, 0, 1, 1, 1);

    private static final Dataset<String> CALIBRATION = points("0,0 12,12 5,5 9,1 11,11", 0, 1, 1, 0, 1);

    private static Dataset<String> points(String points, int... labels) {
        return Dataset.of(List.of(points.split(" ")), labels, LABELS);
    }

    private static DeepKnnBuilder<String> builder() {
        return DeepKnn.builder(new PointExtractor()).neighbors(3).nonconformity(Nonconformity.count());
    }

    /** How often a reference example is there in a draw. */
    private static int times(int draw, int ordinal) {
        return Resampling.times(key(SEED, draw), ordinal);
    }

    private static long key(long seed, int draw) {
        return Resampling.mixed(Resampling.mixed(seed) + draw);
    }

    @Test
    void examples_are_drawn_as_a_poisson_variable_says() {
        int[] counts = new int[30];
        for (int item = 0; item < 100_000; item++) {
            counts[Resampling.times(77, item)]++;
        }

        // shares e^-1, e^-1, e^-1 / 2, e^-1 / 6; four standard deviations of the largest are 610
        double once = 100_000 / Math.E;
        for (int times = 0; times < 4; times++) {
            double expected = once / List.of(1, 1, 2, 6).get(times);
            assertTrue(Math.abs(counts[times] - expected) < 610, times + " times: " + counts[times]);
        }
    }

    /** Both layers of "6,6" have the neighbors 2 and 10 at distance 4, then 1 at distance 5: ordinals 2, 3 and 1. */
    @Test
    void statistics_of_a_draw_by_hand() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            Prediction whole = dknn.predict("6,6");
            boolean[] seen = new boolean[3];
            for (int draw = 0; draw < 60; draw++) {
                int low = times(draw, 1) + times(draw, 2);
                int high = times(draw, 3);
                int total = low + high;
                Prediction drawn = dknn.resampled(whole, SEED, draw);
                LayerStatistics layer = drawn.statistics().layers().get(1);

                // where nothing is drawn the layer stays: 2 low, 1 high
                assertEquals(total == 0 ? LabelVotes.of(2, 1) : LabelVotes.of(low, high), layer.votes());
                assertEquals(total == 0 ? LabelVotes.of(4, 2) : LabelVotes.of(2 * low, 2 * high), drawn.votes());
                // brought to 3 per layer and 6 over both
                assertEquals(total == 0 ? 1 : Math.rint(3.0 * high / total), layer.disagreeing(0), 1e-9);
                double all = total == 0 ? 2 : Math.rint(6 * (1 - (double) low / total));
                assertEquals(all, drawn.statistics().disagreeing(0));
                assertEquals(all, drawn.nonconformity(0));
                seen[total == 0 ? 0 : total == 3 ? 1 : 2] = true;
            }
            assertTrue(seen[0] && seen[1] && seen[2], "draws of no, of three and of other numbers of neighbors");
        }
    }

    /** Of low the examples 2, 1 and 0 are at distances 4, 5 and 6 of "6,6". */
    @Test
    void distances_of_a_class_in_a_draw_by_hand() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            Prediction whole = dknn.predict("6,6");
            for (int draw = 0; draw < 40; draw++) {
                int four = times(draw, 2);
                int five = times(draw, 1);
                int six = times(draw, 0);
                int total = four + five + six;
                LayerStatistics layer =
                        dknn.resampled(whole, SEED, draw).statistics().layers().get(0);

                double mean = total == 0 ? 5 : (4.0 * four + 5 * five + 6 * six) / total;
                assertEquals(mean, layer.meanDistance(0), 1e-6);
                double nearest = total == 0 || four > 0 ? 4 : five > 0 ? 5 : 6;
                assertEquals(nearest, layer.nearestDistance(0));
            }
        }
    }

    /** Sorted, the calibration scores are 0, 0, 0, 3 and 6; the draw of each depends on its place. */
    @Test
    void a_p_value_counts_the_drawn_calibration_scores() {
        for (PValueKind kind : PValueKind.values()) {
            try (DeepKnn<String> dknn = builder().pValues(kind).fit(TRAINING, CALIBRATION)) {
                Prediction whole = dknn.predict("6,6");
                for (int draw = 0; draw < 50; draw++) {
                    Prediction drawn = dknn.resampled(whole, SEED, draw);
                    for (int label = 0; label < 2; label++) {
                        double expected =
                                pValue(key(~SEED, draw), drawn.nonconformity(label), new double[] {0, 0, 0, 3, 6});
                        assertEquals(expected, drawn.pValues().value(label));
                    }
                    assertEquals(whole.label(), drawn.label());
                    assertEquals(drawn.pValues().value(whole.label()), drawn.credibility());
                }
            }
        }
    }

    /** The score itself is counted once more, as in any conformal p-value. */
    private static double pValue(long key, double score, double... sorted) {
        double all = 1;
        double atLeast = 1;
        for (int i = 0; i < sorted.length; i++) {
            int times = Resampling.times(key, i);
            all += times;
            atLeast += sorted[i] >= score ? times : 0;
        }
        return atLeast / all;
    }

    /** Low has the scores 0 and 3, high has 0, 0 and 6; each class has draws of its own. */
    @Test
    void by_class_a_label_is_judged_against_its_own_class() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> byClass = dknn.withCalibrationGroups(CalibrationGroups.CLASS_CONDITIONAL);
            Prediction whole = byClass.predict("6,6");
            for (int draw = 0; draw < 50; draw++) {
                Prediction drawn = byClass.resampled(whole, SEED, draw);
                long key = key(~SEED, draw);

                assertEquals(
                        pValue(Resampling.mixed(key), drawn.nonconformity(0), 0, 3),
                        drawn.pValues().value(0));
                assertEquals(
                        pValue(Resampling.mixed(key + 1), drawn.nonconformity(1), 0, 0, 6),
                        drawn.pValues().value(1));
            }
        }
    }

    @Test
    void a_class_without_calibration_examples_has_the_p_value_1() {
        try (DeepKnn<String> dknn = builder()
                .calibrationGroups(CalibrationGroups.CLASS_CONDITIONAL)
                .fit(TRAINING, points("0,0 1,1", 0, 0))) {
            assertEquals(
                    1, dknn.resampled(dknn.predict("6,6"), SEED, 1).pValues().value(1));
        }
    }

    @Test
    void a_view_draws_by_its_own_nonconformity() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> graded = dknn.withNonconformity(Nonconformity.logRatio());
            Prediction whole = dknn.predict("6,6");
            Prediction drawn = graded.resampled(whole, SEED, 3);

            assertEquals(Nonconformity.logRatio().of(drawn.statistics(), 1), drawn.nonconformity(1));
            assertEquals(dknn.resampled(whole, SEED, 3).statistics(), drawn.statistics());
        }
    }

    @Test
    void neighbors_label_layers_and_network_stay() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            Prediction whole = dknn.predict("0.7,11");
            Prediction drawn = dknn.resampled(whole, SEED, 2);

            assertEquals(whole.neighbors(), drawn.neighbors());
            assertEquals(whole.classNeighbors(), drawn.classNeighbors());
            assertEquals(whole.label(), drawn.label());
            assertEquals(whole.layerPValues(), drawn.layerPValues());
            assertEquals(whole.probability(1), drawn.probability(1));
            assertEquals(whole.networkLabel(), drawn.networkLabel());
        }
    }

    @Test
    void the_seed_and_the_number_make_the_draw() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            Prediction whole = dknn.predict("6,6");
            List<LabelVotes> draws = votes(dknn, whole, SEED);

            assertEquals(draws, votes(dknn, dknn.predict("6,6"), SEED));
            assertTrue(draws.stream().distinct().count() > 3, draws.toString());
            // the next seed does not have the same draws, one place on
            List<LabelVotes> next = votes(dknn, whole, SEED + 1);
            assertNotEquals(draws.subList(1, 30), next.subList(0, 29));
            assertNotEquals(draws.subList(0, 29), next.subList(1, 30));
        }
    }

    private static List<LabelVotes> votes(DeepKnn<String> dknn, Prediction prediction, long seed) {
        return IntStream.range(0, 30)
                .mapToObj(draw -> dknn.resampled(prediction, seed, draw).votes())
                .toList();
    }

    /** Neighbors among 240 points of noisy labels, whose two coordinates know nothing of each other. */
    private static DeepKnn<String> noisy() {
        Random random = new Random(5);
        List<String> points = new ArrayList<>();
        int[] labels = new int[300];
        for (int i = 0; i < labels.length; i++) {
            double x = random.nextDouble();
            points.add(x + "," + random.nextDouble());
            labels[i] = random.nextDouble() < 0.25 + x / 2 ? 1 : 0;
        }
        Dataset.Split<String> split = Dataset.of(points, labels, LABELS).holdOut(60, 1);
        return DeepKnn.builder(new PointExtractor()).neighbors(20).fit(split.kept(), split.heldOut());
    }

    @Test
    void the_draws_of_a_share_have_its_mean_and_deviation() {
        try (DeepKnn<String> dknn = noisy()) {
            Prediction prediction = dknn.predict("0.5,0.5");
            double conformity = prediction.conformity(1);
            double sum = 0;
            double squares = 0;
            for (int draw = 0; draw < 4000; draw++) {
                double value = dknn.resampled(prediction, SEED, draw).conformity(1);
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
    }

    /** The reference set is drawn, not what each layer finds in it. */
    @Test
    void an_example_is_drawn_as_often_in_every_layer() {
        try (DeepKnn<String> dknn = noisy()) {
            Prediction prediction = dknn.predict("0.5,0.5");
            for (int draw = 0; draw < 20; draw++) {
                for (int layer = 0; layer < 2; layer++) {
                    Neighbors neighbors = prediction.neighbors().get(layer);
                    int number = draw;
                    int times = IntStream.range(0, neighbors.size())
                            .map(rank -> times(number, neighbors.ordinal(rank)))
                            .sum();

                    assertEquals(
                            times,
                            dknn.resampled(prediction, SEED, draw)
                                    .statistics()
                                    .layers()
                                    .get(layer)
                                    .k());
                }
            }
        }
    }

    /** Draws say how a p-value would differ with other examples, so they lie around it. */
    @Test
    void p_values_of_draws_lie_around_the_p_value() {
        try (DeepKnn<String> dknn = noisy()) {
            Prediction prediction = dknn.predict("0.5,0.5");
            double mean = IntStream.range(0, 2000)
                    .mapToDouble(draw ->
                            dknn.resampled(prediction, SEED, draw).pValues().value(1))
                    .average()
                    .orElseThrow();

            assertEquals(prediction.pValues().value(1), mean, 0.1);
        }
    }
}
