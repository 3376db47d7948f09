package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueCombination;
import org.dknn.conformal.PValueKind;
import org.dknn.conformal.PValues;
import org.dknn.ood.OodResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results from held-out examples: other nonconformities, prediction sets, OOD results, added calibration examples. */
class UncertaintyTest {

    private static final LabelSet LABELS = LabelSet.of("low", "high");

    private DeepKnn<String> dknn;

    private static List<Nonconformity> kinds() {
        return Nonconformity.all();
    }

    /** Two clouds that overlap a little: low around 0, high around 20. */
    private static Dataset<String> clouds(long seed, int count) {
        Random random = new Random(seed);
        List<String> points = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(2);
            points.add(
                    (20 * labels[i] + 6 * random.nextGaussian()) + "," + (20 * labels[i] + 6 * random.nextGaussian()));
        }
        return Dataset.of(points, labels, LABELS);
    }

    @BeforeEach
    void fit() {
        dknn = DeepKnn.builder(new PointExtractor()).neighbors(9).fit(clouds(1, 300), clouds(2, 200));
    }

    @AfterEach
    void close() {
        dknn.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_view_judges_as_a_classifier_fitted_with_its_nonconformity(Nonconformity kind) {
        try (DeepKnn<String> fitted = DeepKnn.builder(new PointExtractor())
                .neighbors(9)
                .nonconformity(kind)
                .fit(clouds(1, 300), clouds(2, 200))) {
            DeepKnn<String> view = dknn.withNonconformity(kind);
            for (String input : clouds(3, 20).inputs()) {
                Prediction expected = fitted.predict(input);
                assertEquals(expected.pValues(), view.predict(input).pValues());
                assertEquals(
                        expected.pValues(),
                        view.rejudge(input, dknn.predict(input)).pValues());
                assertEquals(expected.label(), view.predict(input).label());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void saving_and_loading_changes_no_answer(Nonconformity kind, @TempDir Path directory) throws IOException {
        DeepKnn<String> view = dknn.withNonconformity(kind).withCalibrationGroups(CalibrationGroups.CLASS_CONDITIONAL);
        view.save(directory);

        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            for (String input : clouds(3, 20).inputs()) {
                Prediction before = view.predict(input);
                Prediction after = loaded.predict(input);
                assertEquals(before.pValues(), after.pValues());
                assertEquals(before.layerPValues(), after.layerPValues());
                assertEquals(before.statistics(), after.statistics());
                assertEquals(view.ood(input, before, 0.1), loaded.ood(input, after, 0.1));
            }
            assertEquals(view.nonconformity(), loaded.nonconformity());
        }
    }

    @Test
    void a_nonconformity_of_ones_own_serves_but_cannot_be_saved(@TempDir Path directory) {
        Nonconformity own = ownNonconformity("nearest of the class");
        DeepKnn<String> view = dknn.withNonconformity(own);

        assertEquals(0, view.predict("0,0").label());
        assertEquals(1, view.predict("20,20").label());
        String message = assertThrows(IllegalStateException.class, () -> view.save(directory))
                .getMessage();
        assertTrue(message.contains("only dknn's own kinds") && message.contains("nearest of the class"), message);
    }

    private static Nonconformity ownNonconformity(String name) {
        return new Nonconformity() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double ofLayer(NeighborStatistics statistics, int layer, int label) {
                return statistics.layers().get(layer).nearestDistance(label);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-count", "count", "weighted count", "log-ratio"})
    void a_nonconformity_of_ones_own_is_told_by_what_it_is_and_not_by_its_name(String name, @TempDir Path directory) {
        Nonconformity own = ownNonconformity(name);

        for (Nonconformity kind : List.of(own, own.weighted(List.of(1.0, 2.0)))) {
            DeepKnn<String> view = dknn.withNonconformity(kind);
            assertRefused(IllegalStateException.class, "only dknn's own kinds", () -> view.save(directory));
            assertFalse(Files.exists(directory.resolve("dknn.model")), kind.name());
        }
    }

    /** 2,000 new inputs: the true label must be in the set at least as often as the level says, up to 4 standard errors. */
    @ParameterizedTest
    @MethodSource("kinds")
    void prediction_sets_cover(Nonconformity kind) {
        DeepKnn<String> view = dknn.withNonconformity(kind);
        Dataset<String> test = clouds(5, 2_000);
        List<Prediction> predictions = view.predictAll(test.inputs());
        int covered = 0;
        for (int i = 0; i < test.size(); i++) {
            covered += view.predictionSet(predictions.get(i), 0.9).contains(test.label(i)) ? 1 : 0;
        }

        // the calibration set of 200 lets the level itself vary by sqrt(.09 / 200)
        double error = Math.sqrt(0.09 / 2_000 + 0.09 / 200);
        assertTrue(covered >= 2_000 * (0.9 - 4 * error), kind.name() + " covers " + covered);
    }

    @Test
    void sets_at_levels_beyond_the_calibration_size_are_refused() {
        Prediction prediction = dknn.predict("0,0");

        assertRefused("needs at least 999 calibration examples, got 200", () -> dknn.predictionSet(prediction, 0.999));
        assertRefused("level must be in (0, 1)", () -> dknn.predictionSet(prediction, 1.5));
        try (DeepKnn<String> paper = DeepKnn.builder(new PointExtractor())
                .neighbors(3)
                .pValues(PValueKind.EMPIRICAL)
                .fit(clouds(1, 30), clouds(2, 30))) {
            assertThrows(IllegalStateException.class, () -> paper.predictionSet(paper.predict("0,0"), 0.9));
        }
    }

    @Test
    void far_inputs_have_no_support_and_usual_ones_have() {
        OodResult usual = ood("1,1");
        OodResult far = ood("500,1");

        assertTrue(usual.inDistribution());
        assertTrue(usual.oodFrom().isEmpty());
        assertFalse(far.inDistribution());
        assertEquals(1.0 / 201, far.pValue()); // farther than all of 200
        assertEquals(0.5 / 201, dknn.smoothedOodPValue("500,1", dknn.predict("500,1"), 0.5));
        assertFalse(far.layers().get(0).inDistribution());
        assertTrue(far.layers().get(1).inDistribution());
        assertTrue(far.oodFrom().isEmpty()); // it is in-distribution in the last layer
        assertEquals("right", ood("1,500").oodFrom().orElseThrow().name());
        assertEquals("left", ood("500,500").oodFrom().orElseThrow().name());
    }

    @Test
    void ood_false_alarms_are_as_frequent_as_allowed() {
        List<String> inputs = clouds(6, 2_000).inputs();
        long refused = dknn.oodAll(inputs, dknn.predictAll(inputs), 0.1).stream()
                .filter(result -> !result.inDistribution())
                .count();

        assertTrue(refused <= 2_000 * (0.1 + 4 * Math.sqrt(0.09 / 2_000 + 0.09 / 200)), "seed 6: " + refused);
    }

    private OodResult ood(String input) {
        return dknn.ood(input, dknn.predict(input), 0.05);
    }

    @Test
    void extending_is_as_having_had_all_from_the_start() {
        Dataset<String> more = clouds(8, 50);
        Prediction earlier = dknn.predict("9,12");
        List<PValues> layers = earlier.layerPValues();
        dknn.extendCalibration(more);

        List<String> inputs = new ArrayList<>(clouds(2, 200).inputs());
        inputs.addAll(more.inputs());
        int[] labels = new int[250];
        System.arraycopy(clouds(2, 200).labels(), 0, labels, 0, 200);
        System.arraycopy(more.labels(), 0, labels, 200, 50);
        try (DeepKnn<String> whole = DeepKnn.builder(new PointExtractor())
                .neighbors(9)
                .fit(clouds(1, 300), Dataset.of(inputs, labels, LABELS))) {
            assertEquals(250, dknn.calibrationScores().size());
            assertEquals(whole.predict("9,12").pValues(), dknn.predict("9,12").pValues());
            assertEquals(
                    whole.predict("9,12").layerPValues(), dknn.predict("9,12").layerPValues());
            assertNotEquals(layers, dknn.predict("9,12").layerPValues());
            assertEquals(layers, earlier.layerPValues());
        }
    }

    @Test
    void a_grown_calibration_has_no_limits_and_hit_rates_of_before(@TempDir Path directory) throws IOException {
        ValueLimits limits = new ValueLimits(Map.of("m", new ValueLimits.Range(0, 1)));
        HitRates rates = new HitRates(Map.of("yes", new HitRates.Rate(9, 10)));
        DeepKnn<String> measured = dknn.withLimits(limits).withHitRates(rates);

        measured.extendCalibration(clouds(8, 0));
        assertEquals(limits, measured.limits());
        assertEquals(rates, measured.hitRates());
        measured.extendCalibration(clouds(8, 50));

        assertEquals(ValueLimits.none(), measured.limits());
        assertEquals(HitRates.none(), measured.hitRates());
        measured.withHitRates(rates).save(directory);
        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            assertEquals(250, loaded.calibrationScores().size());
            assertEquals(rates, loaded.hitRates());
            assertEquals(ValueLimits.none(), loaded.limits());
        }
    }

    @Test
    void a_grown_calibration_is_saved_and_loaded(@TempDir Path directory) throws IOException {
        dknn.extendCalibration(clouds(8, 50));
        dknn.save(directory);

        try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
            assertEquals(250, loaded.calibrationScores().size());
            for (String input : clouds(3, 20).inputs()) {
                assertEquals(
                        dknn.predict(input).pValues(), loaded.predict(input).pValues());
                assertEquals(ood(input), loaded.ood(input, loaded.predict(input), 0.05));
            }
            loaded.extendCalibration(clouds(9, 10));
            assertEquals(260, loaded.calibrationScores().size());
        }
    }

    @ParameterizedTest
    @EnumSource(PValueCombination.class)
    void p_values_of_the_layers_are_combined_to_p_values(PValueCombination combination) {
        for (String input : clouds(3, 20).inputs()) {
            Prediction prediction = dknn.predict(input);
            PValues combined = combination.of(prediction.layerPValues());

            for (int label = 0; label < 2; label++) {
                int of = label;
                double[] layers = prediction.layerPValues().stream()
                        .mapToDouble(values -> values.value(of))
                        .toArray();
                assertEquals(combination.of(layers), combined.value(label), 1e-12);
                assertTrue(combined.value(label) > 0 && combined.value(label) <= 1);
            }
        }
    }

    @Test
    void calibration_grows_while_others_predict() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> dknn.predictAll(clouds(9, 2_000).inputs()));
        reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long seed = 20L + i;
            writers.add(new Thread(() -> dknn.extendCalibration(clouds(seed, 25))));
        }
        reader.start();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        reader.join();

        assertEquals(300, dknn.calibrationScores().size());
        assertEquals(null, failure.get());
    }

    @Test
    void calibration_of_other_classes_is_refused() {
        Dataset<String> other = Dataset.of(List.of("1,1"), new int[] {0}, LabelSet.of("cat", "dog"));
        assertRefused("must have the classes [low, high], got [cat, dog]", () -> dknn.extendCalibration(other));
    }

    @Test
    void a_class_without_reference_examples_is_never_predicted() {
        Dataset<String> onlyLow = Dataset.of(List.of("0,0", "1,1", "2,2"), new int[3], LABELS);
        for (Nonconformity kind : List.of(Nonconformity.count(), Nonconformity.logRatio(), Nonconformity.margin())) {
            try (DeepKnn<String> one = DeepKnn.builder(new PointExtractor())
                    .neighbors(3)
                    .nonconformity(kind)
                    .fit(onlyLow, onlyLow)) {
                Prediction prediction = one.predict("5,5");
                assertEquals(0, prediction.label());
                assertEquals(0, prediction.classNeighbors().get(0).get(1).size());
            }
        }
    }

    @Test
    void duplicates_and_k_of_the_whole_reference_set_are_defined() {
        Dataset<String> twins = Dataset.of(List.of("1,1", "1,1", "1,1", "4,4"), new int[] {0, 0, 1, 1}, LABELS);
        for (Nonconformity kind : Nonconformity.all()) {
            try (DeepKnn<String> all = DeepKnn.builder(new PointExtractor())
                    .neighbors(4)
                    .nonconformity(kind)
                    .fit(twins, twins)) {
                Prediction prediction = all.predict("1,1");
                assertEquals(8, prediction.votes().total());
                assertTrue(prediction.credibility() > 0, kind.name());
            }
        }
    }

    @Test
    void a_single_reference_example_is_enough() {
        Dataset<String> one = Dataset.of(List.of("1,1"), new int[] {1}, LABELS);
        try (DeepKnn<String> tiny = DeepKnn.builder(new PointExtractor())
                .neighbors(1)
                .nonconformity(Nonconformity.margin())
                .fit(one, one)) {
            assertEquals(1, tiny.predict("0,3").label());
        }
    }
}
