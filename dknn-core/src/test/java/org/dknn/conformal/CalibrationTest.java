package org.dknn.conformal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dknn.testkit.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    private static final Calibration EIGHT = Calibration.copyOf(0, 0, 1, 2, 2, 3, 5, 9);

    /** By hand, on {0,0,1,2,2,3,5,9}: for 2, five scores are at least 2 and three above, so 5/8, 6/9, (3 + .5 * 3)/9. */
    @ParameterizedTest
    @CsvSource({"0, 1.000, 1.000, 0.833", "2, 0.625, 0.667, 0.500", "4, 0.250, 0.333, 0.278", "10, 0.000, 0.111, 0.056"
    })
    void p_values_by_hand(double nonconformity, double paper, double conformal, double smoothed) {
        assertEquals(paper, EIGHT.pValue(nonconformity, PValueKind.EMPIRICAL, 0.5), 5e-4);
        assertEquals(conformal, EIGHT.pValue(nonconformity, PValueKind.CONFORMAL, 0.5), 5e-4);
        assertEquals(smoothed, EIGHT.pValue(nonconformity, PValueKind.SMOOTHED, 0.5), 5e-4);
    }

    @ParameterizedTest
    @EnumSource(PValueKind.class)
    void p_value_never_rises_with_nonconformity(PValueKind kind) {
        double last = 1;
        for (double nonconformity = -1; nonconformity < 12; nonconformity += 0.25) {
            double p = EIGHT.pValue(nonconformity, kind, 0.3);
            assertTrue(p <= last && p >= 0, kind + " at " + nonconformity + ": " + p + " after " + last);
            last = p;
        }
    }

    @ParameterizedTest
    @EnumSource(PValueKind.class)
    void shuffling_the_calibration_set_changes_nothing(PValueKind kind) {
        Calibration shuffled = Calibration.copyOf(9, 2, 0, 5, 1, 0, 3, 2);

        for (int nonconformity = 0; nonconformity <= 10; nonconformity++) {
            assertEquals(EIGHT.pValue(nonconformity, kind, 0.7), shuffled.pValue(nonconformity, kind, 0.7));
        }
    }

    /**
     * Test and calibration scores drawn from one distribution with many ties: the p-value of the true label must be at most a
     * with frequency at most a, up to 4 standard errors of 20,000 trials.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.1, 0.2, 0.5})
    void conformal_p_values_keep_their_promise(double a) {
        assertTrue(rejected(PValueKind.CONFORMAL, a) <= a + 4 * Math.sqrt(a * (1 - a) / 20_000), "seed 7, level " + a);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.1, 0.2, 0.5})
    void smoothed_p_values_are_uniform(double a) {
        assertEquals(a, rejected(PValueKind.SMOOTHED, a), 4 * Math.sqrt(a * (1 - a) / 20_000), "seed 7, level " + a);
    }

    /** With 19 calibration scores the paper's share is 0 for one input in twenty or more, at any level. */
    @Test
    void the_papers_p_value_promises_nothing() {
        assertTrue(rejected(PValueKind.EMPIRICAL, 0.01) > 0.02, "seed 7");
    }

    private static double rejected(PValueKind kind, double level) {
        Random random = new Random(7);
        int trials = 20_000;
        int rejected = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] scores = new double[20];
            Arrays.setAll(scores, i -> Math.floor(40 * Math.pow(random.nextDouble(), 3)));
            Calibration calibration = Calibration.copyOf(Arrays.copyOf(scores, 19));
            if (calibration.pValue(scores[19], kind, random.nextDouble()) <= level) {
                rejected++;
            }
        }
        return (double) rejected / trials;
    }

    @Test
    void infinite_scores_count_as_the_least_conforming() {
        Calibration calibration = Calibration.copyOf(1, Double.POSITIVE_INFINITY);

        assertEquals(1, calibration.countAtLeast(Double.POSITIVE_INFINITY));
        assertEquals(0, calibration.countAbove(Double.POSITIVE_INFINITY));
        assertEquals(2.0 / 3, calibration.pValue(Double.POSITIVE_INFINITY, PValueKind.CONFORMAL, 0));
    }

    @Test
    void all_equal_scores_are_all_ties() {
        Calibration calibration = Calibration.copyOf(3, 3, 3);

        assertEquals(1, calibration.pValue(3, PValueKind.CONFORMAL, 0));
        assertEquals(0.25, calibration.pValue(4, PValueKind.CONFORMAL, 0));
    }

    @Test
    void bad_input_is_refused() {
        assertEquals(
                "calibration needs at least one held-out example, got none",
                assertThrows(IllegalArgumentException.class, Calibration::copyOf)
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Calibration.copyOf(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> EIGHT.pValue(Double.NaN, PValueKind.EMPIRICAL, 0));
        assertThrows(IllegalArgumentException.class, () -> EIGHT.pValue(1, PValueKind.SMOOTHED, 1.5));
    }

    @Test
    void arrays_are_copied_in_and_out() {
        double[] scores = {1, 2};
        Calibration calibration = Calibration.copyOf(scores);

        scores[0] = 100;
        calibration.scores()[1] = 100;

        assertEquals(2, calibration.countAtLeast(1));
        assertEquals(0, calibration.countAtLeast(50));
    }

    @Test
    void a_label_is_judged_within_its_class() {
        Calibration byClass = Calibration.byClass(new double[] {0, 1, 2, 10, 11}, new int[] {0, 0, 0, 1, 1}, 3);

        assertEquals(1.0 / 4, byClass.pValue(0, 5, PValueKind.CONFORMAL, 1)); // (0 + 1) / (3 + 1)
        assertEquals(1.0, byClass.pValue(1, 5, PValueKind.CONFORMAL, 1)); // (2 + 1) / (2 + 1)
        assertEquals(1.0, byClass.pValue(2, 99, PValueKind.CONFORMAL, 1)); // no example speaks against it
        assertEquals(1.0, byClass.pValue(2, 99, PValueKind.EMPIRICAL, 1));
        assertEquals(3.0 / 6, byClass.pValue(5, PValueKind.CONFORMAL, 1)); // all together: (2 + 1) / (5 + 1)
        assertEquals(CalibrationGroups.CLASS_CONDITIONAL, byClass.groups());
        assertEquals(3, byClass.size(0));
        assertArrayEquals(new double[] {10, 11}, byClass.scores(1));
        assertArrayEquals(new double[0], byClass.scores(2));
        assertArrayEquals(new double[] {1, 2}, Calibration.copyOf(2, 1).scores(7), "one group for all");
    }

    /** A rare class conforms much less: pooled sets miss it far too often, those by class keep the promise. */
    @Test
    void by_class_the_promise_holds_for_a_rare_class() {
        Random random = new Random(11);
        double[] scores = new double[2_000];
        int[] labels = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            labels[i] = i % 20 == 0 ? 1 : 0;
            scores[i] = random.nextGaussian() + 2 * labels[i];
        }
        Calibration pooled = Calibration.copyOf(scores);
        Calibration byClass = Calibration.byClass(scores, labels, 2);
        int pooledMisses = 0;
        int classMisses = 0;
        for (int trial = 0; trial < 5_000; trial++) {
            double score = random.nextGaussian() + 2;
            pooledMisses += pooled.pValue(1, score, PValueKind.CONFORMAL, 1) <= 0.1 ? 1 : 0;
            classMisses += byClass.pValue(1, score, PValueKind.CONFORMAL, 1) <= 0.1 ? 1 : 0;
        }

        assertTrue(pooledMisses > 0.5 * 5_000, "seed 11: " + pooledMisses);
        // 100 calibration examples: the level itself varies by 1 / sqrt(100) of its size
        assertTrue(classMisses < 5_000 * (0.1 + 4 * Math.sqrt(0.09 / 100)), "seed 11: " + classMisses);
    }

    @Test
    void a_level_beyond_the_calibration_set_is_refused() {
        Calibration nineteen = Calibration.copyOf(new double[19]);

        nineteen.requireEnoughFor(0.95); // 1 / 20 = .05 is small enough
        assertEquals(
                "the level 0.96 needs at least 24 calibration examples, got 19",
                assertThrows(IllegalArgumentException.class, () -> nineteen.requireEnoughFor(0.96))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> nineteen.requireEnoughFor(1));
        Calibration byClass = Calibration.byClass(new double[30], new int[30], 2);
        byClass.requireEnoughFor(0.96); // class 1 is empty and never left out
        int[] labels = new int[30];
        Arrays.fill(labels, 0, 5, 1);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Calibration.byClass(new double[30], labels, 2).requireEnoughFor(0.96))
                .getMessage();
        assertTrue(message.contains("of each class, got 5 of class 1"), message);
    }

    @Test
    void equal_scores_give_p_value_one_or_the_smallest() {
        Calibration equal = Calibration.copyOf(3, 3, 3);

        assertEquals(1, equal.pValue(3, PValueKind.CONFORMAL, 1));
        assertEquals(0.25, equal.pValue(3.1, PValueKind.CONFORMAL, 1));
    }

    /** A label is excluded by a p-value of {@code c / (n + 1)} exactly if {@code c <= (n + 1) (1 - level)}, in whole numbers. */
    @Test
    void sets_are_decided_as_by_rational_arithmetic() {
        for (int n = 1; n <= 2_000; n++) {
            for (int thousandths = 1; thousandths < 1_000; thousandths++) {
                double level = thousandths / 1000.0;
                int excluded = (int) ((n + 1L) * (1_000 - thousandths) / 1_000);
                PValues around = PValues.copyOf((double) excluded / (n + 1), (excluded + 1.0) / (n + 1));

                List<Integer> set = around.labelsAt(level);

                assertTrue(set.equals(List.of(1)), () -> "level " + level + ", " + around + " gave " + set);
            }
        }
    }

    /** The least n whose smallest p-value is excluded: {@code 1000 <= (n + 1) (1000 - thousandths)}. */
    @Test
    void the_required_size_agrees_with_the_sets() {
        for (int thousandths = 1; thousandths < 1_000; thousandths++) {
            double level = thousandths / 1000.0;
            int needed = (1_000 + 1_000 - thousandths - 1) / (1_000 - thousandths) - 1;
            Calibration enough = Calibration.copyOf(new double[Math.max(1, needed)]);

            assertEquals(enough, enough.requireEnoughFor(level));
            if (needed > 1) {
                Calibration tooFew = Calibration.copyOf(new double[needed - 1]);
                Refusals.assertRefused("needs at least " + needed, () -> tooFew.requireEnoughFor(level));
            }
        }
    }

    /** Nine calibration scores of separated classes: the other label has p-value 1 / 10, which a set of 90 % excludes. */
    @Test
    void nine_scores_suffice_for_nine_tenths() {
        Calibration nine = Calibration.copyOf(0, 0, 0, 0, 0, 0, 0, 0, 0);

        PValues pValues = nine.requireEnoughFor(.9).pValues(new double[] {0, 9}, PValueKind.CONFORMAL, 1);

        assertEquals(List.of(0), pValues.labelsAt(.9));
    }
}
