package org.dknn.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HighlightMatchTest {

    @Test
    void words_come_by_their_absolute_saliency() {
        // order: word 1 (marked), word 3, word 0 (marked), word 2
        HighlightMatch match =
                HighlightMatch.of(new double[] {0.2, -0.9, 0.1, 0.5}, new boolean[] {true, true, false, false});

        // precision 1 at the first hit, 2/3 at the second; of the first two words one is marked
        assertEquals((1 + 2.0 / 3) / 2, match.averagePrecision(), 1e-12);
        assertEquals(1, match.topHit());
        assertEquals(0.5, match.tokenF1());
    }

    @Test
    void an_explanation_that_says_nothing_counts_as_chance() {
        HighlightMatch match = HighlightMatch.of(new double[4], new boolean[] {true, false, false, false});

        assertEquals(0.25, match.averagePrecision());
        assertEquals(0.25, match.topHit());
        // all four words come in together: precision 1/4, recall 1
        assertEquals(0.4, match.tokenF1(), 1e-12);
    }

    @Test
    void words_of_equal_strength_share_the_top() {
        HighlightMatch match = HighlightMatch.of(new double[] {0.5, -0.5, 0}, new boolean[] {true, false, false});

        assertEquals(0.5, match.topHit());
        assertEquals(0.5, match.averagePrecision());
    }

    @Test
    void a_perfect_explanation_has_1_everywhere() {
        assertEquals(
                new HighlightMatch(1, 1, 1),
                HighlightMatch.of(new double[] {0, 3, 2}, new boolean[] {false, true, true}));
    }
}
