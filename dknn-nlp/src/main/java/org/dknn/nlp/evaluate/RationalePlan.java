package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The mean drop of the score over rationales, each of which is taken away or is all that is kept.
 *
 * @param rationales of a text; maybe none
 * @param change what is done with a rationale
 * @param otherwise the value without rationales
 */
record RationalePlan(Rationales rationales, Change change, double otherwise) implements ErasurePlan {

    @Override
    public List<List<String>> variants(ExplainedText explained) {
        return rationales.of(explained.saliency().values()).stream()
                .map(rationale -> change.apply(explained.words(), rationale))
                .toList();
    }

    @Override
    public OptionalDouble value(ExplainedText explained, double whole, double[] scores) {
        return OptionalDouble.of(
                Arrays.stream(scores).map(score -> whole - score).average().orElse(otherwise));
    }

    /** Chooses words. */
    @FunctionalInterface
    interface Rationales {

        List<BitSet> of(double[] saliency);
    }

    /** Makes a text of words and a rationale. */
    @FunctionalInterface
    interface Change {

        List<String> apply(List<String> words, BitSet rationale);
    }
}
