package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dknn.index.Neighbors;
import org.junit.jupiter.api.Test;

/** References 0 and 1 have label 0, references 2 to 4 label 1, reference 5 label 2. */
class OriginalDknnTest {

    private static final OriginalDknn ORIGINAL =
            new OriginalDknn(new int[] {0, 0, 1, 1, 1, 2}, new double[] {1, 1, 0.75, 0.5});

    private static Neighbors nearest(int... ordinals) {
        float[] distances = new float[ordinals.length];
        for (int rank = 0; rank < distances.length; rank++) {
            distances[rank] = rank;
        }
        return Neighbors.wrap(ordinals, distances);
    }

    @Test
    void most_votes_win() {
        assertEquals(1, ORIGINAL.label(nearest(0, 2, 3, 5)));
    }

    @Test
    void of_equals_the_one_met_first_wins() {
        assertEquals(1, ORIGINAL.label(nearest(2, 0, 1, 3)));
        assertEquals(0, ORIGINAL.label(nearest(0, 2, 3, 1)));
    }

    /** Shares 3/4, 1/4 and 0; of the calibration conformities 1, 1, .75, .5 three are at least .75, all at least .25. */
    @Test
    void the_inverted_direction_gives_more_support_a_lower_value() {
        Neighbors neighbors = nearest(2, 3, 4, 0);

        assertEquals(0.75, ORIGINAL.credibility(neighbors, 1));
        assertEquals(1, ORIGINAL.credibility(neighbors, 0));
        assertEquals(1, ORIGINAL.credibility(neighbors, 2));
    }

    @Test
    void who_trusts_the_inverted_value_takes_the_less_supported_label() {
        Neighbors neighbors = nearest(2, 3, 4, 0);

        assertEquals(0, ORIGINAL.labelOfLargestCredibility(neighbors, 3));
    }

    @Test
    void a_label_without_neighbors_may_have_the_largest_value() {
        assertEquals(0, ORIGINAL.labelOfLargestCredibility(nearest(2, 3, 4), 3));
    }
}
