package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dknn.internal.AtomicMove;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplanationMetric;

/** What explainers get by metrics, sentence by sentence, as it is kept in a file. */
final class SentenceValues {

    /** Raised when the meaning of a value changes, so that older ones are computed again. */
    private static final String VERSION = "# 3";

    private static final long SEED = 1;

    private final List<String> explainers;
    private final List<ExplanationMetric> metrics;
    private final double[][][] values;

    private SentenceValues(List<String> explainers, List<ExplanationMetric> metrics, double[][][] values) {
        this.explainers = explainers;
        this.metrics = metrics;
        this.values = values;
    }

    /** The values of a table by these metrics, which are all that it has. */
    static SentenceValues of(EvaluationTable table, List<ExplanationMetric> metrics) {
        double[][][] values = table.explainers().stream()
                .map(explainer -> metrics.stream()
                        .map(metric -> table.values(explainer, metric.name()).stream()
                                .mapToDouble(value -> value.orElse(Double.NaN))
                                .toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        return new SentenceValues(table.explainers(), metrics, values);
    }

    /** Means over models of the same sentences by the same explainers, with intervals over the sentences. */
    static EvaluationTable mean(List<SentenceValues> models) {
        SentenceValues first = models.get(0);
        double[][][] means = new double[first.explainers.size()][first.metrics.size()][];
        for (int e = 0; e < means.length; e++) {
            for (int m = 0; m < means[e].length; m++) {
                int explainer = e;
                int metric = m;
                List<double[]> rows = models.stream()
                        .map(model -> model.values[explainer][metric])
                        .toList();
                means[e][m] = IntStream.range(0, rows.get(0).length)
                        .mapToDouble(sentence -> rows.stream()
                                .mapToDouble(row -> row[sentence])
                                .filter(value -> !Double.isNaN(value))
                                .average()
                                .orElse(Double.NaN))
                        .toArray();
            }
        }
        return EvaluationTable.of(first.explainers, first.metrics, means, SEED);
    }

    /** Values by these metrics, if the file is there and has them. */
    static Optional<SentenceValues> read(Path file, List<ExplanationMetric> metrics) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (!lines.get(0).equals(VERSION)) {
            return Optional.empty();
        }
        List<String> explainers = new ArrayList<>();
        List<double[][]> values = new ArrayList<>();
        for (int from = 1; from < lines.size(); from += metrics.size()) {
            List<String> rows = lines.subList(from, from + metrics.size());
            explainers.add(rows.get(0).split("\t", 2)[0]);
            values.add(rows.stream().map(SentenceValues::numbers).toArray(double[][]::new));
        }
        return Optional.of(new SentenceValues(explainers, metrics, values.toArray(double[][][]::new)));
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split("\t", -1))
                .skip(2)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Writes lines of {@code explainer TAB metric TAB value TAB value...}. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(VERSION));
        for (int e = 0; e < explainers.size(); e++) {
            for (int m = 0; m < metrics.size(); m++) {
                String numbers =
                        DoubleStream.of(values[e][m]).mapToObj(Double::toString).collect(Collectors.joining("\t"));
                lines.add(explainers.get(e) + "\t" + metrics.get(m).name() + "\t" + numbers);
            }
        }
        Files.createDirectories(file.resolveSibling(""));
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        Files.write(beside, lines);
        AtomicMove.replace(beside, file);
    }
}
