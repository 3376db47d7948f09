package org.dknn.conformal;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LabelVotesTest {

    @Test
    void conformity_is_the_share_of_the_votes() {
        LabelVotes votes = LabelVotes.of(56, 19); // k = 75

        assertEquals(56.0 / 75, votes.conformity(0));
        assertEquals(19, votes.nonconformity(0));
        assertEquals(56, votes.nonconformity(1));
    }

    @Test
    void conformity_sums_to_one_over_labels() {
        LabelVotes votes = LabelVotes.of(3, 0, 4);

        assertEquals(1.0, votes.conformity(0) + votes.conformity(1) + votes.conformity(2));
    }

    @Test
    void votes_of_two_layers_add_up() {
        assertEquals(LabelVotes.of(8, 2), LabelVotes.of(5, 0).plus(LabelVotes.of(3, 2)));
    }

    @Test
    void impossible_votes_are_refused() {
        assertRefused("at least one label", LabelVotes::of);
        assertRefused("at least one neighbor", () -> LabelVotes.of(0, 0));
        assertRefused("got -1 for label 1", () -> LabelVotes.of(2, -1));
        LabelVotes most = LabelVotes.of(Integer.MAX_VALUE, 0);
        assertRefused("at most 2147483647, got 2147483648", () -> LabelVotes.of(Integer.MAX_VALUE, 1));
        assertRefused("at most 2147483647, got 4294967294", () -> most.plus(most));
        assertRefused("over 2 labels, got 3", () -> LabelVotes.of(1, 1).plus(LabelVotes.of(1, 1, 1)));
    }
}
