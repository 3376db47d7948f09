package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.ExplanationMetric.Direction;

/**
 * What explainers get by metrics, text by text, as it is kept.
 *
 * @param explainers their names
 * @param metrics their names
 * @param values by explainer, metric and text; not a number where there is none
 */
record TextValues(List<String> explainers, List<String> metrics, List<List<List<Double>>> values) {

    private static final long SEED = 1;

    static TextValues of(EvaluationTable table) {
        return new TextValues(
                table.explainers(),
                table.metrics(),
                table.explainers().stream()
                        .map(explainer -> table.metrics().stream()
                                .map(metric -> table.values(explainer, metric).stream()
                                        .map(value -> value.orElse(Double.NaN))
                                        .toList())
                                .toList())
                        .toList());
    }

    /** The mean over models of the same texts by the same explainers, text by text, with intervals over the texts. */
    static EvaluationTable mean(List<TextValues> models) {
        TextValues first = models.get(0);
        double[][][] means = new double[first.explainers.size()][first.metrics.size()][];
        for (int e = 0; e < means.length; e++) {
            for (int m = 0; m < means[e].length; m++) {
                List<List<Double>> rows = new ArrayList<>();
                for (TextValues model : models) {
                    rows.add(model.values.get(e).get(m));
                }
                means[e][m] = IntStream.range(0, rows.get(0).size())
                        .mapToDouble(text -> mean(rows, text))
                        .toArray();
            }
        }
        List<ExplanationMetric> metrics = first.metrics.stream()
                .map(name -> ExplanationMetric.of(name, Direction.NEITHER, explained -> OptionalDouble.empty()))
                .toList();
        return EvaluationTable.of(first.explainers, metrics, means, SEED);
    }

    private static double mean(List<List<Double>> rows, int text) {
        return rows.stream()
                .mapToDouble(row -> row.get(text))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
