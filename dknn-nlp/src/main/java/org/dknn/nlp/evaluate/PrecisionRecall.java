package org.dknn.nlp.evaluate;

import java.util.BitSet;
import java.util.OptionalDouble;

/**
 * How well scores rank the wanted words before the others. Words of equal score come in together, so their order does not
 * count; at least one word must be wanted.
 */
final class PrecisionRecall {

    private final double[] scores;
    private final int[] order;
    private final BitSet wanted;

    PrecisionRecall(double[] scores, BitSet wanted) {
        this.scores = scores;
        this.order = WordRanking.descending(scores);
        this.wanted = wanted;
    }

    /** The average precision; undefined where all words are wanted, or none. */
    static OptionalDouble average(double[] scores, BitSet wanted) {
        return wanted.isEmpty() || wanted.cardinality() == scores.length
                ? OptionalDouble.empty()
                : OptionalDouble.of(new PrecisionRecall(scores, wanted).averagePrecision());
    }

    /** The sum of each threshold's precision, weighted by its gain in recall; in {@code (0, 1]}. */
    double averagePrecision() {
        return area((precisionBefore, precision) -> precision);
    }

    /** The area under precision over recall, by trapezoids, from precision 1 at recall 0; in {@code (0, 1]}. */
    double trapezoidArea() {
        return area((precisionBefore, precision) -> (precisionBefore + precision) / 2);
    }

    private double area(Height height) {
        double area = 0;
        double precisionBefore = 1;
        int hits = 0;
        int hitsBefore = 0;
        for (int i = 0; i < order.length; i++) {
            hits += wanted.get(order[i]) ? 1 : 0;
            boolean isThreshold = i + 1 == order.length || scores[order[i]] != scores[order[i + 1]];
            if (isThreshold) {
                double precision = (double) hits / (i + 1);
                area += height.between(precisionBefore, precision) * (hits - hitsBefore) / wanted.cardinality();
                precisionBefore = precision;
                hitsBefore = hits;
            }
        }
        return area;
    }

    /** Height of the curve between two thresholds. */
    @FunctionalInterface
    private interface Height {

        double between(double precisionBefore, double precision);
    }
}
