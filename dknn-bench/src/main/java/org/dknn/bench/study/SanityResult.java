package org.dknn.bench.study;

import java.util.List;

/**
 * How far explanations of another model agree with those of the trained one.
 *
 * @param values rank correlations, text by text, by the pairs of explainers; the first is that of two random ones
 * @param softmaxRight share of the sentences that the other network gets right
 * @param neighborsRight share that its neighbors get right
 * @param learned share that the other network gets right of what it has learned
 */
record SanityResult(TextValues values, double softmaxRight, double neighborsRight, double learned) {

    /** Explainers that are compared with themselves, by name, without the random one. */
    List<String> explainers() {
        return values.explainers().stream()
                .skip(1)
                .map(name -> name.substring(0, name.indexOf(" / ")))
                .toList();
    }
}
