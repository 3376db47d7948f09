package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.OptionalDouble;

/** Log-probability without the top share of the words, less that of the whole text. */
record LogOddsPlan(double share, Erasure erasure) implements ErasurePlan {

    /** A network's float may well be 0 where it means little. */
    private static final double LEAST_PROBABILITY = 1e-12;

    @Override
    public List<List<String>> variants(ExplainedText explained) {
        int count = Math.max(1, (int) Math.floor(share * explained.size()));
        return List.of(erasure.without(
                explained.words(), WordRanking.top(explained.saliency().values(), count)));
    }

    @Override
    public OptionalDouble value(ExplainedText explained, double whole, double[] scores) {
        return OptionalDouble.of(log(scores[0]) - log(whole));
    }

    private static double log(double probability) {
        return Math.log(Math.max(LEAST_PROBABILITY, probability));
    }
}
