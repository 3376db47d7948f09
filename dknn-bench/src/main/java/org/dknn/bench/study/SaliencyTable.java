package org.dknn.bench.study;

import java.util.List;
import java.util.stream.Collectors;
import org.dknn.nlp.evaluate.Estimate;
import org.dknn.nlp.evaluate.EvaluationTable;

/**
 * A table in Markdown: a row an explainer, a column a metric. Each mean stands with a sign for each explainer it is compared with,
 * {@code +} for more, {@code -} for less, {@code =} where the interval of the paired difference holds 0, and with its own interval.
 *
 * @param table means over the sentences
 * @param compared names of the explainers to compare with
 */
record SaliencyTable(EvaluationTable table, List<String> compared) {

    String markdown() {
        String head = "| | " + String.join(" | ", table.metrics()) + " |\n|---"
                + "|---".repeat(table.metrics().size()) + "|\n";
        return table.explainers().stream()
                .map(explainer -> "| " + explainer + " | "
                        + table.metrics().stream()
                                .map(metric -> cell(explainer, metric))
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining("", head, ""));
    }

    private String cell(String explainer, String metric) {
        return table.estimate(explainer, metric)
                .map(estimate -> AccuracyTable.shown(estimate.mean()) + " " + signs(explainer, metric) + " ("
                        + AccuracyTable.shown(estimate.low()) + " to " + AccuracyTable.shown(estimate.high()) + ")")
                .orElse("");
    }

    private String signs(String explainer, String metric) {
        return compared.stream()
                .map(other -> table.difference(explainer, other, metric))
                .map(difference -> difference.map(SaliencyTable::sign).orElse("="))
                .collect(Collectors.joining());
    }

    private static String sign(Estimate difference) {
        if (difference.low() > 0) {
            return "+";
        }
        return difference.high() < 0 ? "-" : "=";
    }
}
