package org.dknn.bench.study;

import java.util.List;
import org.dknn.nlp.evaluate.Estimate;

/**
 * What models that differ by their seed alone get.
 *
 * @param results one a seed
 * @param explainer its name
 * @param metric its name
 */
record SeedsCell(List<SanityResult> results, String explainer, String metric) {

    /** The mean over the seeds, without an interval. */
    String mean() {
        return AccuracyTable.shown(average());
    }

    private double average() {
        return estimates().stream().mapToDouble(Estimate::mean).average().orElse(Double.NaN);
    }

    private List<Estimate> estimates() {
        return results.stream()
                .map(result -> result.estimate(explainer, metric))
                .toList();
    }

    /** The mean over the seeds, and from the lowest to the highest end of their intervals; a sign where all seeds agree. */
    @Override
    public String toString() {
        double low = estimates().stream().mapToDouble(Estimate::low).min().orElse(Double.NaN);
        double high = estimates().stream().mapToDouble(Estimate::high).max().orElse(Double.NaN);
        return mean() + sign() + " (" + AccuracyTable.shown(low) + " to " + AccuracyTable.shown(high) + ")";
    }

    private String sign() {
        List<Estimate> differences = results.stream()
                .map(result -> result.difference(explainer, metric))
                .toList();
        if (differences.stream().allMatch(difference -> difference.low() > 0)) {
            return " +";
        }
        return differences.stream().allMatch(difference -> difference.high() < 0) ? " -" : "";
    }
}
