package org.dknn.examples.study;

import java.util.List;
import java.util.stream.Collectors;

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
                                .map(metric -> new SeedsCell(results, explainer, metric).toString())
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining("", head, ""));
    }
}
