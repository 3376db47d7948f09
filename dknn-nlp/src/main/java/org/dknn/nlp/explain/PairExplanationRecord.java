package org.dknn.nlp.explain;

import java.util.Optional;

/**
 * An explanation of a pair as a plain value that needs no classifier: it can be saved, read back and rendered elsewhere, with
 * the same result.
 *
 * @param premise the first side
 * @param hypothesis the second side, with the same classes, verdict and neighbors
 * @param interactions what words of both sides do together, if that was asked for
 */
public record PairExplanationRecord(
        ExplanationRecord premise, ExplanationRecord hypothesis, Optional<Interactions> interactions)
        implements ExplainedPair {

    /** Checks that both sides are of one prediction, by the same methods, and that the interactions lie in them. */
    public PairExplanationRecord {
        boolean isOne = premise.labelSet().equals(hypothesis.labelSet())
                && premise.verdict().equals(hypothesis.verdict())
                && premise.neighbors().equals(hypothesis.neighbors());
        if (!isOne) {
            throw new IllegalArgumentException("both sides must have the same classes, verdict and neighbors, got "
                    + premise + " and " + hypothesis);
        }
        Checks.check(premise, hypothesis, interactions);
    }

    /** The record of an explanation. */
    public static PairExplanationRecord of(ExplainedPair explained) {
        return explained instanceof PairExplanationRecord already
                ? already
                : new PairExplanationRecord(
                        ExplanationRecord.of(explained.premise()),
                        ExplanationRecord.of(explained.hypothesis()),
                        explained.interactions());
    }
}
