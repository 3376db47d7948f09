package org.dknn.examples.study;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dknn.nlp.evaluate.Estimate;

/**
 * The figures of models that differ by their seed alone, in Markdown: a row an explainer, a column a metric.
 *
 * @param results one a seed
 * @param metrics names of the columns
 */
record SaliencyTable(List<SaliencyResult> results, List<String> metrics) {

    String markdown() {
        String head = "| | " + String.join(" | ", metrics) + " |\n|---" + "|---".repeat(metrics.size()) + "|\n";
        return results.get(0).explainers().stream()
                .map(explainer -> "| " + explainer + " | "
                        + metrics.stream()
                                .map(metric -> cell(explainer, metric))
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining("", head, ""));
    }

    /** The mean over the seeds, and from the lowest to the highest end of their intervals; a sign where all seeds agree. */
    private String cell(String explainer, String metric) {
        List<Estimate> seeds = results.stream()
                .map(result -> result.estimate(explainer, metric))
                .toList();
        double mean = seeds.stream().mapToDouble(Estimate::mean).average().orElse(Double.NaN);
        double low = seeds.stream().mapToDouble(Estimate::low).min().orElse(Double.NaN);
        double high = seeds.stream().mapToDouble(Estimate::high).max().orElse(Double.NaN);
        return String.format(Locale.ROOT, "%.3f%s (%.3f to %.3f)", mean, sign(explainer, metric), low, high)
                .replace("0.", ".");
    }

    private String sign(String explainer, String metric) {
        List<Estimate> differences = results.stream()
                .map(result -> result.difference(explainer, metric))
                .toList();
        if (differences.stream().allMatch(difference -> difference.low() > 0)) {
            return " +";
        }
        return differences.stream().allMatch(difference -> difference.high() < 0) ? " -" : "";
    }
}
