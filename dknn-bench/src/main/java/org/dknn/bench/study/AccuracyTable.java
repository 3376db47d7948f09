package org.dknn.bench.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.dknn.bench.data.SourceFile;

/** The results as Markdown. */
final class AccuracyTable {

    private final Map<Cell, CellResult> results;
    private final String command;

    /**
     * Takes the results.
     *
     * @param results in the order of their cells
     * @param command that makes them again
     */
    AccuracyTable(Map<Cell, CellResult> results, String command) {
        this.results = new LinkedHashMap<>(results);
        this.command = command;
    }

    /** Three tables: accuracy, credibility, files. */
    String markdown() {
        return accuracy() + "\n" + credibility() + "\n" + files();
    }

    private String accuracy() {
        StringBuilder text = new StringBuilder();
        text.append("Test accuracy, k = 75: mean (least to largest) over seeds. Command: `")
                .append(command)
                .append("`.\n\n| data | network | seeds | training / test | ");
        for (Rule rule : Rule.values()) {
            text.append(rule.title()).append(" | ");
        }
        text.append("DkNN less softmax | original's logs | its Table 1, unconfirmed |\n|---|---|---|---|");
        text.append("---|".repeat(Rule.values().length)).append("---|---|---|\n");
        rows().forEach((row, ofSeeds) -> text.append(accuracyRow(row, ofSeeds)));
        return text.toString();
    }

    private static String accuracyRow(Row row, List<CellResult> ofSeeds) {
        StringBuilder text = new StringBuilder(row.start(ofSeeds));
        CellResult first = ofSeeds.get(0);
        text.append(first.training() + " / " + first.test() + " | ");
        for (Rule rule : Rule.values()) {
            text.append(spread(ofSeeds, result -> result.accuracy(rule))).append(" | ");
        }
        text.append(spread(ofSeeds, result -> result.accuracy(Rule.DKNN) - result.accuracy(Rule.SOFTMAX)));
        OriginalFigures original = OriginalFigures.of(row.data.corpus(), row.data.kind());
        return text + " | " + original.logs() + " | " + original.table() + " |\n";
    }

    private String credibility() {
        StringBuilder text = new StringBuilder("""
                Mean credibility of right and of wrong predictions.

                | data | network | seeds | DkNN, right | DkNN, wrong | original's calibrated predict, right | wrong |
                |---|---|---|---|---|---|---|
                """);
        rows().forEach((row, ofSeeds) -> text.append(row.start(ofSeeds))
                .append(spread(ofSeeds, result -> result.ours().right()) + " | ")
                .append(spread(ofSeeds, result -> result.ours().wrong()) + " | ")
                .append(spread(ofSeeds, result -> result.inverted().right()) + " | ")
                .append(spread(ofSeeds, result -> result.inverted().wrong()) + " |\n"));
        return text.toString();
    }

    private String files() {
        Map<String, String> files = new TreeMap<>();
        for (CellResult result : results.values()) {
            for (SourceFile source : result.sources()) {
                files.put(source.name(), source.sha256());
            }
        }
        StringBuilder text = new StringBuilder("| file | SHA-256 |\n|---|---|\n");
        files.forEach((name, sha256) -> text.append("| `" + name + "` | `" + sha256 + "` |\n"));
        return text.toString();
    }

    /** Cells that differ in the seed alone, by what they have in common. */
    private Map<Row, List<CellResult>> rows() {
        Map<Row, List<CellResult>> rows = new LinkedHashMap<>();
        results.forEach((cell, result) -> {
            Row row = new Row(new Cell(cell.corpus(), cell.kind(), 1));
            rows.merge(row, List.of(result), AccuracyTable::joined);
        });
        return rows;
    }

    private static List<CellResult> joined(List<CellResult> first, List<CellResult> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** A row, known by its cell of seed 1. */
    private record Row(Cell data) {

        String start(List<CellResult> ofSeeds) {
            return "| " + data.corpus().title() + " | " + data.kind().title() + " | " + ofSeeds.size() + " | ";
        }
    }

    /** Mean, least and largest, such as {@code ".812 (.809 to .815)"}; the figure alone if there is one. */
    static String spread(List<CellResult> results, ToDoubleFunction<CellResult> figure) {
        double[] values = results.stream().mapToDouble(figure).sorted().toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        String least = shown(values[0]);
        String largest = shown(values[values.length - 1]);
        return values.length == 1 ? least : shown(mean) + " (" + least + " to " + largest + ")";
    }

    /** Three digits behind the point and no zero before it. */
    static String shown(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.equals("-0.000") ? ".000" : text.replaceFirst("^(-?)0\\.", "$1.");
    }
}
