package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.dknn.DeepKnnBuilder.LabelSource;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.faiss.Faiss;
import org.dknn.internal.PartFiles;
import org.dknn.testkit.ForwardingIndex;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeepKnnTest {

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

    @Test
    void neighbors_votes_and_p_values_by_hand() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            // calibration: 0,0 is low, 0 of 6 disagree; 12,12 is high, 0; 5,5 is high: its 3 nearest (2, 1, then 0 and
            // 10 at
            // distance 5, the lower ordinal wins) are all low, 6; 9,1 is low: left all high, right all low, 3; 11,11 is
            // high, 0
            assertArrayEquals(new double[] {0, 0, 0, 3, 6}, dknn.calibration().scores());

            Prediction prediction = dknn.predict("11,4"); // left: 11, 10, 12, all high; right: 2, 1, 0, all low
            assertArrayEquals(new int[] {4, 3, 5}, prediction.neighbors().get(0).ordinals());
            assertArrayEquals(new int[] {2, 1, 0}, prediction.neighbors().get(1).ordinals());
            assertEquals(LabelVotes.of(3, 3), prediction.votes());
            assertEquals(3.0 / 6, prediction.pValues().value(0)); // (#{a >= 3} + 1) / (5 + 1)
            assertEquals(3.0 / 6, prediction.credibility());
            assertEquals(1 - 3.0 / 6, prediction.confidence());
            assertEquals(1, prediction.label()); // a tie; the high ones are nearer in sum: 0 + 1 + 1 against 2 + 3 + 4
        }
    }

    @Test
    void without_a_choice_agreeing_neighbors_are_told_apart_by_their_distances() {
        try (DeepKnn<String> dknn =
                DeepKnn.builder(new PointExtractor()).neighbors(3).fit(TRAINING, CALIBRATION)) {
            Prediction inside = dknn.predict("1,1");
            Prediction beside = dknn.predict("4,4");

            assertEquals(Nonconformity.logRatio(), dknn.nonconformity());
            assertEquals(1, inside.conformity(0));
            assertEquals(1, beside.conformity(0));
            // mean distances to 0, 1, 2 and to 10, 11, 12: in either layer 2/3 and 10; 3 and 7
            assertEquals(2 * Math.log(2.0 / 30), inside.nonconformity(0), 1e-6);
            assertEquals(2 * Math.log(3.0 / 7), beside.nonconformity(0), 1e-6);
        }
    }

    /** Its indexes do not give their vectors back, like those of most engines. */
    private record ClosedFactory() implements IndexFactory {

        @Override
        public String name() {
            return "closed";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return new ForwardingIndex(ExactIndex.factory().build(vectors, metric));
        }

        @Override
        public void save(NeighborIndex index, Path file) {
            throw new UnsupportedOperationException("a test does not save it");
        }

        @Override
        public NeighborIndex load(Path file) {
            throw new UnsupportedOperationException("a test does not load it");
        }
    }

    @Test
    void activations_of_neighbors_by_hand_whether_the_index_gives_them_or_not() {
        for (IndexFactory index : List.of(ExactIndex.factory(), Faiss.flatOrExact(), new ClosedFactory())) {
            try (DeepKnn<String> dknn = builder().index(index).fit(TRAINING, CALIBRATION)) {
                Prediction prediction = dknn.predict("11,4");

                // left: of the high ones 11, 10, 12; right: of the low ones 2, 1, 0
                assertEquals(
                        FloatMatrix.copyOf(new float[] {11}, new float[] {10}, new float[] {12}),
                        dknn.neighborActivations(prediction, 0, 1));
                assertEquals(
                        FloatMatrix.copyOf(new float[] {2}, new float[] {1}, new float[] {0}),
                        dknn.neighborActivations(prediction, 1, 0));
            }
        }
    }

    @Test
    void a_prediction_by_another_classifier_has_no_activations_here() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION);
                DeepKnn<String> other = builder().fit(TRAINING.select(5, 4, 3, 2, 1, 0), CALIBRATION)) {
            Prediction prediction = other.predict("0,0");

            assertRefused("needs a prediction by this classifier", () -> dknn.neighborActivations(prediction, 0, 0));
        }
    }

    @Test
    void equal_p_values_go_to_more_votes() {
        // both labels conform less than the only calibration example, whose neighbors all agree
        try (DeepKnn<String> dknn = builder().fit(TRAINING, points("0,0", 0))) {
            Prediction prediction = dknn.predict("6.5,9"); // left: 10, 2 and 11; right: 10, 11 and 12

            assertEquals(LabelVotes.of(1, 5), prediction.votes());
            assertEquals(prediction.pValues().value(0), prediction.pValues().value(1));
            assertEquals(1, prediction.label());
        }
    }

    @Test
    void a_full_tie_goes_to_the_lower_label() {
        try (DeepKnn<String> dknn = builder().neighbors(6).fit(TRAINING, CALIBRATION)) {
            assertEquals(0, dknn.predict("6,6").label()); // 6 + 5 + 4 on either side
        }
    }

    @Test
    void a_closed_classifier_refuses_every_call_also_of_no_inputs(@TempDir Path parts) {
        DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION);
        dknn.close();

        for (Executable call : List.<Executable>of(
                () -> dknn.predictAll(List.of()),
                () -> dknn.predictAll(List.of(), ProgressListener.silent(), PartFiles.open(parts, "key")),
                () -> dknn.score(TRAINING.select()),
                () -> dknn.extendCalibration(TRAINING.select()),
                () -> dknn.predictReference(2, 2, (prediction, ordinal) -> {}))) {
            assertRefused(IllegalStateException.class, "the classifier is closed", call);
        }
    }

    /** Counts, and is seen while it is fitted. */
    private record Watched(Runnable onFit) implements Nonconformity {

        @Override
        public String name() {
            return "watched";
        }

        @Override
        public double ofLayer(NeighborStatistics statistics, int layer, int label) {
            return Nonconformity.count().ofLayer(statistics, layer, label);
        }

        @Override
        public Nonconformity fittedTo(List<NeighborStatistics> examples, int[] labels) {
            onFit.run();
            return this;
        }
    }

    @Test
    void what_was_measured_goes_when_the_new_calibration_comes() {
        HitRates rates = new HitRates(Map.of("yes", new HitRates.Rate(1, 2)));
        AtomicReference<Runnable> onFit = new AtomicReference<>(() -> {});
        List<String> seen = new ArrayList<>();
        try (DeepKnn<String> plain =
                builder().nonconformity(new Watched(() -> onFit.get().run())).fit(TRAINING, CALIBRATION)) {
            DeepKnn<String> dknn = plain.withHitRates(rates);
            Runnable look = () -> seen.add(
                    dknn.calibrationScores().size() + " " + dknn.hitRates().all());
            onFit.set(look);

            dknn.extendCalibration(CALIBRATION);
            look.run();

            int size = CALIBRATION.size();
            assertEquals(
                    List.of(
                            size + " " + rates.all(),
                            2 * size + " " + HitRates.none().all()),
                    seen);
        }
    }

    @Test
    void conformity_of_all_labels_is_one() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            Prediction prediction = dknn.predict("4,7");

            assertEquals(1, prediction.conformity(0) + prediction.conformity(1));
            assertEquals(6, prediction.votes().total());
        }
    }

    @ParameterizedTest
    @EnumSource(PValueKind.class)
    void the_label_is_the_majority_over_all_layers(PValueKind kind) {
        Random random = new Random(3);
        Dataset<String> training = randomPoints(random, 200);
        try (DeepKnn<String> dknn = builder().neighbors(9).pValues(kind).fit(training, randomPoints(random, 60))) {
            for (Prediction prediction :
                    dknn.predictAll(randomPoints(random, 300).inputs())) {
                int low = prediction.votes().count(0);
                int high = prediction.votes().count(1);
                if (low != high) {
                    assertEquals(high > low ? 1 : 0, prediction.label(), "seed 3: " + prediction);
                } else {
                    assertEquals(nearerInSum(prediction), prediction.label(), "seed 3: " + prediction);
                }
            }
        }
    }

    private static int nearerInSum(Prediction prediction) {
        double[] sums = new double[2];
        for (LayerStatistics layer : prediction.statistics().layers()) {
            for (int rank = 0; rank < layer.k(); rank++) {
                sums[layer.label(rank)] += layer.distance(rank);
            }
        }
        return sums[1] < sums[0] ? 1 : 0;
    }

    private static Dataset<String> randomPoints(Random random, int count) {
        List<String> points = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(2);
            points.add(random.nextInt(60) + 20 * labels[i] + "," + (random.nextInt(60) + 20 * labels[i]));
        }
        return Dataset.of(points, labels, LABELS);
    }

    @Test
    void one_by_one_is_as_all_together() {
        try (DeepKnn<String> dknn =
                builder().pValues(PValueKind.SMOOTHED).seed(5).fit(TRAINING, CALIBRATION)) {
            List<String> inputs = List.of("3,3", "8,1", "3,3", "20,-4");
            List<Prediction> together = dknn.predictAll(inputs);

            for (int i = 0; i < inputs.size(); i++) {
                Prediction alone = dknn.predict(inputs.get(i));
                assertEquals(alone.pValues(), together.get(i).pValues());
                assertEquals(alone.neighbors(), together.get(i).neighbors());
            }
        }
    }

    @Test
    void another_seed_draws_other_smoothed_p_values() {
        try (DeepKnn<String> one =
                        builder().pValues(PValueKind.SMOOTHED).seed(1).fit(TRAINING, CALIBRATION);
                DeepKnn<String> two =
                        builder().pValues(PValueKind.SMOOTHED).seed(2).fit(TRAINING, CALIBRATION)) {
            assertTrue(!one.predict("3,3").pValues().equals(two.predict("3,3").pValues()));
        }
    }

    @Test
    void a_sure_network_has_finite_log_odds() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            double most = ScoreFunction.LOG_ODDS.score(dknn.predict("9,0"), 1);

            assertEquals(Math.log(1e7), most, 1e-6);
            assertEquals(-most, ScoreFunction.LOG_ODDS.score(dknn.predict("9,0"), 0), 1e-6);
        }
    }

    @Test
    void neighbors_and_network_count_alike() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            Prediction prediction = dknn.predict("0.25,11");
            int layers = prediction.neighbors().size();
            double expected = ScoreFunction.LOG_RATIO.score(prediction, 0) / layers + Math.log(3);

            assertEquals(expected, ScoreFunction.NEIGHBORS_AND_NETWORK.score(prediction, 0), 1e-9);
        }
    }

    @Test
    void neighbors_may_vote_as_the_network_does() {
        // the network says high from x = 1 on, so only 0,0 remains low
        try (DeepKnn<String> dknn = builder().labels(LabelSource.PREDICTED).fit(TRAINING, CALIBRATION)) {
            assertArrayEquals(new int[] {0, 1, 1, 1, 1, 1}, dknn.reference().labels());
            assertEquals(LabelVotes.of(2, 4), dknn.predict("0,0").votes());
        }
    }

    @Test
    void scores_read_a_prediction() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            Prediction prediction = dknn.predict("0.25,11");

            assertEquals(0.5, ScoreFunction.CONFORMITY.score(prediction, 0));
            assertEquals(prediction.pValues().value(0), ScoreFunction.P_VALUE.score(prediction, 0));
            assertEquals(0.75, ScoreFunction.PROBABILITY.score(prediction, 0));
            assertEquals(Math.log(3), ScoreFunction.LOG_ODDS.score(prediction, 0), 1e-9);
            assertEquals(-Math.log(3), ScoreFunction.LOG_ODDS.score(prediction, 1), 1e-9);
            assertEquals(0, prediction.networkLabel());
        }
    }

    @Test
    void no_inputs_give_no_predictions() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            assertEquals(List.of(), dknn.predictAll(List.of()));
        }
    }

    @Test
    void progress_is_told_in_passes_that_end() {
        List<String> calls = new ArrayList<>();
        try (DeepKnn<String> dknn = builder()
                .progress((pass, done, total) -> calls.add(pass + " " + done + "/" + total))
                .fit(TRAINING, CALIBRATION)) {
            dknn.predict("1,1");
        }

        assertTrue(calls.contains("activations of training examples 6/6"), calls.toString());
        assertTrue(calls.contains("indexes 2/2"), calls.toString());
        assertEquals("calibration 5/5", calls.get(calls.size() - 1));
    }

    @Test
    void bad_settings_are_refused_by_name() {
        assertRefused("k must be at least 1, got 0", () -> builder().neighbors(0));
        assertRefused("k must be in 1..6", () -> builder().neighbors(7).fit(TRAINING, CALIBRATION));
        assertRefused("calibration needs at least one held-out example", () -> builder()
                .fit(TRAINING, CALIBRATION.select()));
        Dataset<String> others = Dataset.of(List.of("0,0"), new int[] {0}, LabelSet.of("bad", "good"));
        assertRefused("got [low, high] and [bad, good]", () -> builder().fit(TRAINING, others));
    }

    @Test
    void a_network_with_other_classes_is_refused() {
        LabelSet three = LabelSet.of("low", "middle", "high");
        Dataset<String> training = Dataset.of(TRAINING.inputs(), TRAINING.labels(), three);

        assertRefused("[low, middle, high], got 2 outputs", () -> builder().fit(training, training));
    }

    @Test
    void a_nan_activation_is_refused() {
        try (DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION)) {
            assertRefused("activations of layer left must be finite, got NaN", () -> dknn.predict("NaN,1"));
        }
        assertRefused(
                "activations of layer right must be finite, got Infinity at row 1",
                () -> builder().neighbors(1).fit(points("1,1 1,Infinity", 0, 1), CALIBRATION));
    }

    @Test
    void nothing_is_predicted_after_close() {
        DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION);
        dknn.close();
        dknn.close();

        assertThrows(IllegalStateException.class, () -> dknn.predict("1,1"));
    }

    @Test
    void nothing_is_judged_again_after_close_of_any_view() {
        DeepKnn<String> dknn = builder().fit(TRAINING, CALIBRATION);
        DeepKnn<String> view = dknn.withNonconformity(Nonconformity.logRatio());
        Prediction prediction = dknn.predict("1,1");
        assertEquals(prediction.pValues(), dknn.rejudge("1,1", prediction).pValues());

        view.close();

        assertRefused(IllegalStateException.class, "is closed", () -> dknn.rejudge("1,1", prediction));
        assertRefused(IllegalStateException.class, "is closed", () -> view.rejudge("1,1", prediction));
    }
}
