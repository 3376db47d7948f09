package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The area under the score as more and more of the most salient words go, or come; between 0 words and all, at most 101 points,
 * by trapezoids, divided by their number less 1. Needs two words.
 */
record CurvePlan(RationalePlan.Change change) implements ErasurePlan {

    private static final int MOST_STEPS = 100;

    @Override
    public List<List<String>> variants(ExplainedText explained) {
        int size = explained.size();
        if (size < 2) {
            return List.of();
        }
        int[] order = WordRanking.descending(explained.saliency().values());
        int steps = Math.min(MOST_STEPS, size);
        List<List<String>> variants = new ArrayList<>();
        for (int step = 0; step <= steps; step++) {
            BitSet top = new BitSet();
            IntStream.of(order).limit((long) size * step / steps).forEach(top::set);
            variants.add(change.apply(explained.words(), top));
        }
        return variants;
    }

    @Override
    public OptionalDouble value(ExplainedText explained, double whole, double[] scores) {
        if (scores.length == 0) {
            return OptionalDouble.empty();
        }
        double area = 0;
        for (int i = 1; i < scores.length; i++) {
            area += (scores[i - 1] + scores[i]) / 2;
        }
        return OptionalDouble.of(area / (scores.length - 1));
    }
}
