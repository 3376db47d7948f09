package org.dknn.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well the saliency of words matches the words that a person marked, of which there is at least one, and not all. Words of
 * equal strength come in together, so an explanation that says nothing counts as chance.
 *
 * @param averagePrecision of the marked words in the order of absolute saliency, in {@code (0, 1]}
 * @param topHit share of the marked words among those of the largest absolute saliency, in {@code [0, 1]}
 * @param tokenF1 of the words that are as strong as the last of as many words as are marked, in {@code [0, 1]}
 */
record HighlightMatch(double averagePrecision, double topHit, double tokenF1) {

    static HighlightMatch of(double[] saliency, boolean[] marked) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, saliency.length).boxed().toList());
        order.sort(Comparator.comparingDouble(word -> -Math.abs(saliency[word])));
        int wanted =
                (int) IntStream.range(0, marked.length).filter(i -> marked[i]).count();
        double precisionSum = 0;
        double topHit = -1;
        double f1 = -1;
        int seen = 0;
        int hits = 0;
        while (seen < order.size()) {
            int hitsBefore = hits;
            double strength = Math.abs(saliency[order.get(seen)]);
            while (seen < order.size() && Math.abs(saliency[order.get(seen)]) == strength) {
                hits += marked[order.get(seen)] ? 1 : 0;
                seen++;
            }
            double precision = (double) hits / seen;
            precisionSum += precision * (hits - hitsBefore);
            topHit = topHit < 0 ? precision : topHit;
            f1 = f1 < 0 && seen >= wanted ? 2.0 * hits / (seen + wanted) : f1;
        }
        return new HighlightMatch(precisionSum / wanted, topHit, f1);
    }
}
