package org.dknn.bench.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dknn.bench.data.SourceFile;

/**
 * What one network scored.
 *
 * @param training number of sentences it was trained on, as neighbors have them
 * @param test number of test sentences
 * @param right how many of these each rule gets right
 * @param ours credibility by Deep k-Nearest Neighbors, of its own predictions
 * @param inverted calibrated credibility by the original's {@code predict}, of its own predictions
 * @param sources the files of the data
 * @param date when it was computed
 */
record CellResult(
        int training,
        int test,
        Map<Rule, Integer> right,
        Credibility ours,
        Credibility inverted,
        List<SourceFile> sources,
        LocalDate date) {

    /** Copies the collections. */
    CellResult {
        right = Map.copyOf(right);
        sources = List.copyOf(sources);
        for (Rule rule : Rule.values()) {
            if (!right.containsKey(rule)) {
                throw new IllegalArgumentException("needs a count for each of the rules, got none for " + rule);
            }
        }
    }

    /** Share of the test sentences that a rule gets right, in {@code [0, 1]}. */
    double accuracy(Rule rule) {
        return (double) right.getOrDefault(rule, 0) / test;
    }
}
