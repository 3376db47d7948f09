package org.dknn.nlp.explain;

import java.util.Optional;
import org.dknn.Prediction;
import org.dknn.nlp.text.SentencePair;

/**
 * Why a pair of texts was classified as it was. Each side is an explanation of its own, of one and the same prediction: its
 * words are scored while the other side stays whole. So whatever renders explanations renders a side.
 *
 * @param premise the first side
 * @param hypothesis the second side
 * @param interactions what words of both sides do together, if that was asked for
 */
public record PairExplanation(Explanation premise, Explanation hypothesis, Optional<Interactions> interactions)
        implements ExplainedPair {

    /** Checks that both sides are of one prediction, by the same methods, and that the interactions lie in them. */
    public PairExplanation {
        if (premise.prediction() != hypothesis.prediction()) {
            throw new IllegalArgumentException("both sides must explain the same prediction");
        }
        Checks.check(premise, hypothesis, interactions);
    }

    /** A side. */
    @Override
    public Explanation side(SentencePair.Side side) {
        return side == SentencePair.Side.PREMISE ? premise : hypothesis;
    }

    /** The prediction of the pair; its label is the one explained, if no other target was chosen. */
    public Prediction prediction() {
        return premise.prediction();
    }
}
