package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;

/** An evaluation as a table in Markdown. */
final class MarkdownTable {

    private final EvaluationTable table;

    MarkdownTable(EvaluationTable table) {
        this.table = table;
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        lines.append(header())
                .append("|:--|")
                .append("--:|".repeat(1 + table.explainers().size()))
                .append('\n');
        table.metrics().forEach(metric -> lines.append(row(metric)));
        return lines.toString();
    }

    private String header() {
        String names = table.explainers().stream().map(MarkdownTable::escape).collect(Collectors.joining(" | "));
        return "| metric | texts | " + names + " |\n";
    }

    private String row(String metric) {
        List<Optional<Estimate>> estimates = table.explainers().stream()
                .map(explainer -> table.estimate(explainer, metric))
                .toList();
        String arrow = table.direction(metric).arrow();
        String name = escape(metric) + (arrow.isEmpty() ? "" : " " + arrow);
        String cells = table.explainers().stream()
                .map(explainer -> cell(explainer, metric))
                .collect(Collectors.joining(" | "));
        return "| " + name + " | " + counts(estimates) + " | " + cells + " |\n";
    }

    private static String counts(List<Optional<Estimate>> estimates) {
        int[] counts = estimates.stream()
                .mapToInt(estimate -> estimate.map(Estimate::count).orElse(0))
                .sorted()
                .toArray();
        int least = counts[0];
        int most = counts[counts.length - 1];
        return least == most ? String.valueOf(most) : least + "-" + most;
    }

    private String cell(String explainer, String metric) {
        return table.estimate(explainer, metric)
                .map(estimate -> String.format(
                        Locale.ROOT,
                        "%s%s [%s, %s]",
                        number(estimate.mean()),
                        isSetApart(explainer, metric) ? "*" : "",
                        number(estimate.low()),
                        number(estimate.high())))
                .orElse("-");
    }

    private boolean isSetApart(String explainer, String metric) {
        return table.difference(explainer, table.explainers().get(0), metric)
                .filter(Estimate::excludesZero)
                .isPresent();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value + 0.0);
    }

    /** Names come from users: nothing in them is to be read as Markdown or HTML. */
    private static String escape(String name) {
        return name.replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\|*_`\\[\\]])", "\\\\$1");
    }
}
