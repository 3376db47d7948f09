package org.dknn.nlp.explain;

import java.util.Objects;

/**
 * Two texts as people write them.
 *
 * @param premise the first
 * @param hypothesis the second
 */
public record TextPair(String premise, String hypothesis) {

    /** Checks that both are there. */
    public TextPair {
        Objects.requireNonNull(premise, "premise");
        Objects.requireNonNull(hypothesis, "hypothesis");
    }
}
