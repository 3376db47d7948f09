package org.dknn.ood;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dknn.activation.StepExtractor;
import org.dknn.index.ExactIndex;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequenceOodDetectorTest {

    /** Words are single letters, a to d; each step is the letter and the one behind it, a direction each. */
    private record Pairs() implements StepExtractor<String> {

        private static final int LETTERS = 4;

        @Override
        public String layer() {
            return "pairs";
        }

        @Override
        public List<FloatMatrix> extract(List<String> inputs) {
            return inputs.stream().map(Pairs::steps).toList();
        }

        private static FloatMatrix steps(String text) {
            float[][] rows = new float[text.length()][2 * LETTERS];
            for (int t = 0; t < rows.length; t++) {
                rows[t][text.charAt(t) - 'a'] = 1;
                if (t + 1 < rows.length) {
                    rows[t][LETTERS + text.charAt(t + 1) - 'a'] = 1;
                }
            }
            return FloatMatrix.copyOf(rows);
        }
    }

    private final List<SequenceOodDetector<String>> opened = new ArrayList<>();

    private SequenceOodDetector<String> fit(List<String> reference, List<String> calibration) {
        SequenceOodDetector<String> detector =
                SequenceOodDetector.fit(new Pairs(), reference, calibration, ExactIndex.factory());
        opened.add(detector);
        return detector;
    }

    @AfterEach
    void close() {
        opened.forEach(SequenceOodDetector::close);
    }

    @Test
    void the_distance_is_that_of_unit_vectors_to_the_nearest_step() {
        SequenceOodDetector<String> detector = fit(List.of("ab"), List.of("ab", "aa"));

        // steps of "ab": (a b)/sqrt 2 and (b -)
        // (b a): cosine to (b -) is 1/sqrt 2, so the distance sqrt(2 - sqrt 2); (a -): to (a b) the same
        double apart = Math.sqrt(2 - Math.sqrt(2));
        List<Double> distances = detector.distances("ba");
        assertEquals(apart, distances.get(0), 1e-6);
        assertEquals(apart, distances.get(1), 1e-6);
        assertEquals(List.of(0.0, 0.0), detector.distances("ab"));
        // a letter that never occurred is at right angles to all
        assertEquals(Math.sqrt(2), detector.distances("c").get(0), 1e-6);
    }

    @Test
    void the_p_value_ranks_the_mean_among_held_out_inputs() {
        SequenceOodDetector<String> detector = fit(List.of("ab"), List.of("ab", "ab", "ba", "cc"));

        OodResult known = detector.detect("ab", 0.25);
        assertEquals(1, known.pValue()); // all four are at least as far
        assertTrue(known.inDistribution());
        OodResult turned = detector.detect("ba", 0.25);
        assertEquals(3.0 / 5, turned.pValue()); // "ba" and "cc", and itself
        OodResult ood = detector.detect("dddd", 0.25);
        assertEquals(2.0 / 5, ood.pValue()); // "cc"
        assertEquals(Math.sqrt(2), ood.layers().get(0).distance(), 1e-6);
        assertEquals("pairs by step", ood.layers().get(0).name());
        assertFalse(detector.detect("dddd", 0.5).inDistribution());
    }

    @Test
    void known_words_out_of_order_are_out_of_distribution() {
        SequenceOodDetector<String> detector = fit(List.of("abcd", "bcda"), Collections.nCopies(30, "abcd"));

        assertTrue(detector.detect("abcd", 0.05).inDistribution());
        assertFalse(detector.detect("dbac", 0.05).inDistribution());
    }

    @Test
    void inputs_of_the_reference_are_at_distance_0_and_the_order_of_examples_does_not_matter() {
        Random random = new Random(31);
        List<String> reference = texts(random, 40);
        List<String> calibration = texts(random, 40);
        SequenceOodDetector<String> detector = fit(reference, calibration);
        Collections.reverse(reference);
        Collections.reverse(calibration);
        SequenceOodDetector<String> turned = fit(reference, calibration);

        for (String text : reference) {
            assertTrue(detector.distances(text).stream().allMatch(distance -> distance < 1e-3), text + ", seed 31");
        }
        List<String> asked = texts(random, 40);
        assertEquals(detector.detectAll(asked, 0.1), turned.detectAll(asked, 0.1), "seed 31");
        for (int i = 0; i < asked.size(); i++) {
            assertEquals(detector.detectAll(asked, 0.1).get(i), detector.detect(asked.get(i), 0.1), asked.get(i));
        }
    }

    @Test
    void false_alarms_are_as_frequent_as_allowed() {
        Random random = new Random(37);
        SequenceOodDetector<String> detector = fit(texts(random, 20), texts(random, 200));
        List<String> asked = texts(random, 2_000);

        long refused = detector.detectAll(asked, 0.1).stream()
                .filter(found -> !found.inDistribution())
                .count();

        assertTrue(refused <= 2_000 * (0.1 + 4 * Math.sqrt(0.09 / 2_000 + 0.09 / 200)), "seed 37: " + refused);
    }

    private static List<String> texts(Random random, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int t = 1 + random.nextInt(8); t > 0; t--) {
                text.append((char) ('a' + random.nextInt(4)));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void more_steps_than_a_matrix_holds_are_refused() {
        FloatMatrix steps = FloatMatrix.wrap(1 << 21, 1, new float[1 << 21]);
        StepExtractor<String> longTexts = new StepExtractor<>() {
            @Override
            public String layer() {
                return "long";
            }

            @Override
            public List<FloatMatrix> extract(List<String> inputs) {
                return Collections.nCopies(inputs.size(), steps);
            }
        };
        List<String> reference = Collections.nCopies(1024, "a");

        assertRefused(
                "[2147483648 x 1]; use fewer rows or columns",
                () -> SequenceOodDetector.fit(longTexts, reference, List.of("a"), ExactIndex.factory()));
    }

    @Test
    void what_cannot_be_judged_is_refused() {
        SequenceOodDetector<String> detector = fit(List.of("ab"), List.of("ab", "ba"));

        assertRefused("needs at least 19 calibration examples, got 2", () -> detector.detect("ab", 0.05));
        assertRefused("needs at least one reference example", () -> fit(List.of(), List.of("ab")));
        assertRefused("needs at least one held-out example", () -> fit(List.of("ab"), List.of()));
        assertEquals(List.of(), detector.detectAll(List.of(), 0.5));
        detector.close();
        detector.close();
        assertThrows(IllegalStateException.class, () -> detector.distances("ab"));
    }
}
