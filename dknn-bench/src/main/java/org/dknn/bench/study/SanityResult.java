package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dknn.internal.AtomicMove;
import org.dknn.nlp.evaluate.Estimate;
import org.dknn.nlp.evaluate.EvaluationTable;

/**
 * What each explainer of one model gets by each metric, and by how much that is more than another explainer gets.
 *
 * @param lines {@code explainer TAB metric TAB count TAB mean TAB low TAB high}, then the same three of the difference
 */
record SanityResult(List<String> lines) {

    /** Raised when the meaning of a figure changes, so that older ones are computed again. */
    private static final String VERSION = "# 2";

    private static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN, 0);

    SanityResult {
        lines = List.copyOf(lines);
    }

    /** The figures of tables with the same explainers, compared with one of them. */
    static SanityResult of(List<EvaluationTable> tables, String compared) {
        return new SanityResult(tables.stream()
                .flatMap(table -> table.explainers().stream().flatMap(explainer -> table.metrics().stream()
                        .map(metric -> line(table, explainer, metric, compared))))
                .toList());
    }

    private static String line(EvaluationTable table, String explainer, String metric, String compared) {
        Estimate own = table.estimate(explainer, metric).orElse(NONE);
        Estimate more = table.difference(explainer, compared, metric).orElse(NONE);
        return line(explainer, metric, own, more);
    }

    private static String line(String explainer, String metric, Estimate own, Estimate more) {
        return String.join(
                "\t",
                explainer,
                metric,
                Integer.toString(own.count()),
                Double.toString(own.mean()),
                Double.toString(own.low()),
                Double.toString(own.high()),
                Double.toString(more.mean()),
                Double.toString(more.low()),
                Double.toString(more.high()));
    }

    /** These figures and one more, which is compared with nothing. */
    SanityResult plus(String explainer, String metric, Estimate own) {
        return new SanityResult(Stream.concat(lines.stream(), Stream.of(line(explainer, metric, own, NONE)))
                .toList());
    }

    static Optional<SanityResult> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> all = Files.readAllLines(file);
        return all.isEmpty() || !all.get(0).equals(VERSION)
                ? Optional.empty()
                : Optional.of(new SanityResult(all.subList(1, all.size())));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        Files.write(beside, Stream.concat(Stream.of(VERSION), lines.stream()).toList());
        AtomicMove.replace(beside, file);
    }

    /** Names of the explainers, in order. */
    List<String> explainers() {
        return lines.stream().map(line -> field(line, 0)).distinct().toList();
    }

    /** Names of the metrics, in order. */
    List<String> metrics() {
        return lines.stream().map(line -> field(line, 1)).distinct().toList();
    }

    /** Mean and interval. */
    Estimate estimate(String explainer, String metric) {
        return estimate(explainer, metric, 3);
    }

    /** Mean and interval of what is more than the compared explainer gets, text by text. */
    Estimate difference(String explainer, String metric) {
        return estimate(explainer, metric, 6);
    }

    private Estimate estimate(String explainer, String metric, int from) {
        return lines.stream()
                .filter(line ->
                        field(line, 0).equals(explainer) && field(line, 1).equals(metric))
                .findFirst()
                .map(line -> new Estimate(
                        Double.parseDouble(field(line, from)),
                        Double.parseDouble(field(line, from + 1)),
                        Double.parseDouble(field(line, from + 2)),
                        Integer.parseInt(field(line, 2))))
                .orElse(NONE);
    }

    private static String field(String line, int number) {
        return line.split("\t", -1)[number];
    }
}
