package org.dknn.nlp.explain;

import java.util.Objects;
import org.dknn.nlp.text.SentencePair.Side;

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

    String text(Side side) {
        return side == Side.PREMISE ? premise : hypothesis;
    }

    int length() {
        return premise.length() + hypothesis.length();
    }
}
