package org.dknn.conformal;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PValueCombinationTest {

    @Test
    void by_hand() {
        // chi-squared tail with 4 degrees of freedom at -2 ln(.1 * .2): .02 (1 - ln .02)
        assertEquals(0.02 * (1 - Math.log(0.02)), PValueCombination.FISHER.of(0.1, 0.2), 1e-12);
        assertEquals(2 / (10 + 5.0), PValueCombination.HARMONIC_MEAN.of(0.1, 0.2), 1e-12);
        assertEquals(0.3, PValueCombination.TWICE_MEAN.of(0.1, 0.2), 1e-12);
        assertEquals(0.2, PValueCombination.BONFERRONI.of(0.1, 0.2), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(PValueCombination.class)
    void one_value_is_itself_and_all_stay_in_their_range(PValueCombination combination) {
        assertEquals(0.37, combination.of(0.37));
        assertEquals(0, combination.of(0, 0), 1e-200);
        assertEquals(1, combination.of(1, 1, 1));
        assertTrue(combination.of(0, 1) <= 1);
    }

    /** For independent uniform values Fisher's tail is uniform: under .1 in a tenth of 20,000 trials, up to 4 errors. */
    @Test
    void fisher_is_uniform_for_independent_values() {
        Random random = new Random(9);
        int under = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            under += PValueCombination.FISHER.of(random.nextDouble(), random.nextDouble(), random.nextDouble()) < 0.1
                    ? 1
                    : 0;
        }

        assertEquals(0.1, under / 20_000.0, 4 * Math.sqrt(0.09 / 20_000), "seed 9");
    }

    @Test
    void labels_are_combined_each_by_itself() {
        PValues combined = PValueCombination.BONFERRONI.of(List.of(PValues.copyOf(0.1, 0.4), PValues.copyOf(0.3, 0.2)));

        assertEquals(PValues.copyOf(0.2, 0.4), combined);
    }

    @Test
    void what_is_no_p_value_is_refused() {
        assertRefused("in [0, 1], got 1.5", () -> PValueCombination.FISHER.of(0.2, 1.5));
        assertRefused("at least one", () -> PValueCombination.FISHER.of(new double[0]));
    }
}
