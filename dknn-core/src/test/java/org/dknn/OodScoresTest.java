package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.activation.StepExtractor;
import org.dknn.conformal.ExchangeabilityMartingale;
import org.dknn.internal.DknnFormatException;
import org.dknn.ood.OodResult;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether inputs are unlike the training texts, by all scores that a model has. */
class OodScoresTest {

    private static final LabelSet LABELS = LabelSet.of("even", "odd");
    private static final List<String> DISTANCE = List.of("distance in mean");
    private static final List<String> WORDS = List.of("unknown words", "unknown word pairs");

    /** A network that is none: a word is a vector, layer "mean" their mean, "first" that of the first word. */
    private record Vectors(boolean hasEmbedding) implements ActivationExtractor<List<String>> {

        @Override
        public List<String> layers() {
            return List.of("mean", "first");
        }

        @Override
        public InputCodec<List<String>> codec() {
            return InputCodec.words();
        }

        @Override
        public String fingerprint() {
            return "vectors";
        }

        @Override
        public Activations extract(List<List<String>> inputs, IntConsumer progress) {
            float[][] means = new float[inputs.size()][];
            float[][] firsts = new float[inputs.size()][];
            float[][] probabilities = new float[inputs.size()][];
            for (int i = 0; i < means.length; i++) {
                FloatMatrix steps = steps(inputs.get(i));
                means[i] = new float[4];
                for (int step = 0; step < steps.rows(); step++) {
                    for (int column = 0; column < 4; column++) {
                        means[i][column] += steps.get(step, column) / steps.rows();
                    }
                }
                firsts[i] = steps.row(0);
                probabilities[i] = new float[] {0.5f, 0.5f};
            }
            return new Activations(
                    layers(),
                    List.of(FloatMatrix.copyOf(means), FloatMatrix.copyOf(firsts)),
                    FloatMatrix.copyOf(probabilities));
        }

        private static FloatMatrix steps(List<String> words) {
            return FloatMatrix.copyOf(words.stream().map(Vectors::vector).toArray(float[][]::new));
        }

        private static float[] vector(String word) {
            Random random = new Random(word.hashCode() * 31L);
            return new float[] {
                (float) random.nextGaussian(),
                (float) random.nextGaussian(),
                (float) random.nextGaussian(),
                1 + (float) random.nextGaussian()
            };
        }

        @Override
        public Optional<StepExtractor<List<String>>> embedding() {
            return hasEmbedding ? Optional.of(new Steps()) : Optional.empty();
        }

        private record Steps() implements StepExtractor<List<String>> {

            @Override
            public String layer() {
                return "words";
            }

            @Override
            public List<FloatMatrix> extract(List<List<String>> inputs) {
                return inputs.stream().map(Vectors::steps).toList();
            }
        }
    }

    /** Words w0 to w11, each followed by one of the next three. */
    private static Dataset<List<String>> chains(long seed, int count) {
        Random random = new Random(seed);
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int word = random.nextInt(12);
            labels[i] = word % 2;
            List<String> text = new ArrayList<>();
            for (int left = 3 + random.nextInt(6); left > 0; left--) {
                text.add("w" + word);
                word = (word + 1 + random.nextInt(3)) % 12;
            }
            texts.add(text);
        }
        return Dataset.of(texts, labels, LABELS);
    }

    private static DeepKnn<List<String>> fitted(boolean hasEmbedding, Metric metric) {
        return DeepKnn.builder(new Vectors(hasEmbedding))
                .neighbors(5)
                .metric(metric)
                .fit(chains(1, 200), chains(2, 150));
    }

    private static OodResult ood(DeepKnn<List<String>> dknn, List<String> text) {
        return dknn.ood(text, dknn.predict(text), 0.05);
    }

    private static List<OodResult> all(DeepKnn<List<String>> dknn, List<List<String>> texts) {
        return dknn.oodAll(texts, dknn.predictAll(texts), 0.05);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_model_has_the_scores_that_its_parts_allow(Metric metric) {
        try (DeepKnn<List<String>> all = fitted(true, metric);
                DeepKnn<List<String>> noEmbedding = fitted(false, metric);
                DeepKnn<String> noWords = DeepKnn.builder(new PointExtractor())
                        .neighbors(1)
                        .metric(metric)
                        .fit(
                                Dataset.of(List.of("0,1"), new int[] {0}, LABELS),
                                Dataset.of(List.of("0,1"), new int[] {0}, LABELS))) {
            assertEquals(
                    List.of("distance in mean", "windows of three words", WORDS.get(0), WORDS.get(1)), all.oodScores());
            assertEquals(List.of(DISTANCE.get(0), WORDS.get(0), WORDS.get(1)), noEmbedding.oodScores());
            assertEquals(List.of(), noWords.oodScores());
        }
    }

    /** Reads the first prediction only after more calibration examples have come. */
    private static List<Prediction> readingLater(List<Prediction> predictions, Runnable first) {
        AtomicBoolean isRead = new AtomicBoolean();
        return new AbstractList<>() {
            @Override
            public Prediction get(int index) {
                if (!isRead.getAndSet(true)) {
                    first.run();
                }
                return predictions.get(index);
            }

            @Override
            public int size() {
                return predictions.size();
            }
        };
    }

    @Test
    void a_check_in_progress_is_of_one_calibration() {
        List<List<String>> texts = chains(3, 20).inputs();
        try (DeepKnn<List<String>> dknn = fitted(true, Metric.EUCLIDEAN)) {
            List<Prediction> predictions = dknn.predictAll(texts);
            List<OodResult> before = dknn.oodAll(texts, predictions, 0.05);

            List<OodResult> during =
                    dknn.oodAll(texts, readingLater(predictions, () -> dknn.extendCalibration(chains(4, 90))), 0.05);

            assertEquals(before, during);
            List<OodResult> after = dknn.oodAll(texts, predictions, 0.05);
            for (int i = 0; i < texts.size(); i++) {
                assertNotEquals(before.get(i).layers(), after.get(i).layers());
                assertNotEquals(before.get(i).pValue(), after.get(i).pValue());
            }
        }
    }

    @Test
    void reasons_are_named_in_the_order_of_their_share() {
        try (DeepKnn<List<String>> dknn = fitted(true, Metric.COSINE)) {
            OodResult usual = ood(dknn, chains(3, 1).inputs().get(0));
            OodResult foreign = ood(dknn, List.of("w0", "x1", "x2", "w3", "x4"));
            OodResult reversed = ood(dknn, List.of("w11", "w9", "w7", "w5", "w4", "w2", "w1", "w0"));

            assertTrue(usual.inDistribution());
            assertEquals(List.of(), usual.reasons());
            assertFalse(foreign.inDistribution());
            assertTrue(
                    foreign.reasons().contains("3 of 5 words unknown"),
                    foreign.reasons().toString());
            assertTrue(
                    foreign.reasons().contains("4 of 4 word pairs unknown"),
                    foreign.reasons().toString());
            assertFalse(reversed.inDistribution());
            assertTrue(
                    reversed.reasons().contains("word order unlike the training texts"),
                    reversed.reasons().toString());
            assertFalse(
                    reversed.reasons().toString().contains("words unknown"),
                    reversed.reasons().toString());
            for (OodResult result : List.of(usual, foreign, reversed)) {
                List<Double> shares =
                        result.parts().stream().map(OodResult.Part::share).toList();
                assertEquals(1, shares.stream().mapToDouble(share -> share).sum(), 1e-12);
                assertEquals(shares.stream().sorted(Collections.reverseOrder()).toList(), shares);
            }
        }
    }

    /** The law: no more false alarms than are allowed, whatever the distance of the neighbors. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void usual_texts_raise_no_more_alarms_than_allowed(Metric metric) {
        int alarms = 0;
        int texts = 0;
        for (int seed = 10; seed < 16; seed++) {
            try (DeepKnn<List<String>> dknn = DeepKnn.builder(new Vectors(true))
                    .neighbors(5)
                    .metric(metric)
                    .fit(chains(seed, 100), chains(100 + seed, 60))) {
                for (OodResult result : all(dknn, chains(200 + seed, 100).inputs())) {
                    alarms += result.inDistribution() ? 0 : 1;
                    texts++;
                }
            }
        }
        double allowed = 0.05 + 4 * Math.sqrt(0.05 * 0.95 * (1.0 / texts + 1.0 / 360));
        assertTrue(alarms <= allowed * texts, "seeds 10 to 15: " + alarms + " of " + texts);
    }

    @Test
    void an_alarm_stays_silent_in_domain_and_rings_at_foreign_texts() {
        try (DeepKnn<List<String>> dknn = fitted(true, Metric.COSINE)) {
            ExchangeabilityMartingale alarm = ExchangeabilityMartingale.withFalseAlarmRate(0.01);
            Random draws = new Random(5);
            for (List<String> text : chains(6, 200).inputs()) {
                alarm.observe(dknn.smoothedOodPValue(text, dknn.predict(text), 1 - draws.nextDouble()));
            }
            assertFalse(alarm.isRinging(), alarm.toString());

            for (List<String> text : chains(7, 100).inputs()) {
                List<String> shuffled = new ArrayList<>(text);
                Collections.reverse(shuffled);
                alarm.observe(dknn.smoothedOodPValue(shuffled, dknn.predict(shuffled), 1 - draws.nextDouble()));
            }
            assertTrue(alarm.isRinging(), alarm.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void saving_loading_and_extending_changes_no_result(Metric metric, @TempDir Path directory) throws IOException {
        List<List<String>> texts = new ArrayList<>(chains(3, 20).inputs());
        texts.add(List.of("w0", "x1"));
        try (DeepKnn<List<String>> dknn = fitted(true, metric)) {
            dknn.save(directory);
            try (DeepKnn<List<String>> loaded = DeepKnn.load(directory, new Vectors(true))) {
                assertEquals(all(dknn, texts), all(loaded, texts));

                Dataset<List<String>> more = chains(4, 50);
                dknn.extendCalibration(more);
                loaded.extendCalibration(more);
                assertEquals(all(dknn, texts), all(loaded, texts));
            }
            dknn.save(directory);
            try (DeepKnn<List<String>> loaded = DeepKnn.load(directory, new Vectors(true))) {
                assertEquals(all(dknn, texts), all(loaded, texts));
            }
        }
    }

    @Test
    void extending_is_as_having_had_all_from_the_start() {
        List<List<String>> inputs = new ArrayList<>(chains(2, 150).inputs());
        inputs.addAll(chains(4, 50).inputs());
        Dataset<List<String>> both = Dataset.of(inputs, new int[200], LABELS);
        List<List<String>> texts = chains(3, 20).inputs();
        try (DeepKnn<List<String>> extended = fitted(true, Metric.COSINE);
                DeepKnn<List<String>> whole = DeepKnn.builder(new Vectors(true))
                        .neighbors(5)
                        .metric(Metric.COSINE)
                        .fit(chains(1, 200), both)) {
            extended.extendCalibration(chains(4, 50));

            assertEquals(all(whole, texts), all(extended, texts));
        }
    }

    @Test
    void a_model_loaded_without_its_embedding_is_refused(@TempDir Path directory) throws IOException {
        try (DeepKnn<List<String>> dknn = fitted(true, Metric.COSINE)) {
            dknn.save(directory);

            assertRefused(
                    DknnFormatException.class,
                    "windows of its embedding",
                    () -> DeepKnn.load(directory, new Vectors(false)));
        }
    }

    @Test
    void texts_without_pairs_or_words_have_results() {
        try (DeepKnn<List<String>> dknn = fitted(true, Metric.COSINE)) {
            assertEquals(0, part(ood(dknn, List.of("W3")), "unknown word pairs").score()); // in whatever case
            assertEquals(1, part(ood(dknn, List.of("x")), "unknown word pairs").score());
            assertEquals(
                    "0 of 0 word pairs unknown",
                    part(ood(dknn, List.of("x")), "unknown word pairs").reason());
        }
    }

    private static OodResult.Part part(OodResult result, String name) {
        return result.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void inputs_need_predictions_and_draws_a_range() {
        DeepKnn<List<String>> dknn = fitted(true, Metric.COSINE);
        List<String> text = List.of("w1");
        Prediction prediction = dknn.predict(text);

        assertRefused(
                IllegalArgumentException.class,
                "got 2 and 1",
                () -> dknn.oodAll(List.of(text, text), List.of(prediction), 0.05));
        assertRefused(
                IllegalArgumentException.class,
                "the draw must be in (0, 1], got 0.0",
                () -> dknn.smoothedOodPValue(text, prediction, 0));
        dknn.close();
        assertRefused(IllegalStateException.class, "closed", () -> ood(dknn, prediction, text));
    }

    private static OodResult ood(DeepKnn<List<String>> dknn, Prediction prediction, List<String> text) {
        return dknn.ood(text, prediction, 0.05);
    }
}
