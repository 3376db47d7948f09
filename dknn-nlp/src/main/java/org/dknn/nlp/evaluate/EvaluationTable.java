package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.dknn.nlp.evaluate.ExplanationMetric.Direction;

/**
 * The value of each explainer by each metric and text, with means and bootstrap intervals over the texts.
 *
 * <p>The first explainer is the one that the others are compared with. Immutable, safe for use by many threads.
 */
public final class EvaluationTable {

    private final List<String> explainers;
    private final List<Column> metrics;
    private final double[][][] values;
    private final long seed;

    /** What a table says of a metric. */
    record Column(String name, Direction direction) {}

    /** Takes ownership of the values: by explainer, metric and text, NaN for none. */
    EvaluationTable(List<String> explainers, List<Column> metrics, double[][][] values, long seed) {
        this.explainers = List.copyOf(explainers);
        this.metrics = List.copyOf(metrics);
        this.values = values;
        this.seed = seed;
    }

    /**
     * A table of values that were not computed by an {@link Evaluation}, such as means over several models.
     *
     * @param explainers their names; the others are compared with the first
     * @param metrics the values are by
     * @param values by explainer, metric and text, NaN for none; at least one text; copied
     * @param seed of the intervals
     * @throws IllegalArgumentException if the number of values differs from that of explainers, metrics or texts
     */
    public static EvaluationTable of(
            List<String> explainers, List<ExplanationMetric> metrics, double[][][] values, long seed) {
        if (values.length == 0 || values.length != explainers.size()) {
            throw new IllegalArgumentException("needs values for each of " + explainers + ", got " + values.length);
        }
        double[][][] copy = new double[values.length][metrics.size()][];
        int texts = metrics.isEmpty() || values[0].length == 0 ? 0 : values[0][0].length;
        for (int explainer = 0; explainer < copy.length; explainer++) {
            for (int metric = 0; metric < copy[explainer].length; metric++) {
                boolean isThere = metric < values[explainer].length;
                if (texts == 0 || !isThere || values[explainer][metric].length != texts) {
                    throw new IllegalArgumentException("needs values of " + texts
                            + " texts, at least 1, by each metric for " + explainers.get(explainer));
                }
                copy[explainer][metric] = values[explainer][metric].clone();
            }
        }
        List<Column> columns = metrics.stream()
                .map(metric -> new Column(metric.name(), metric.direction()))
                .toList();
        return new EvaluationTable(explainers, columns, copy, seed);
    }

    /**
     * The means of several tables of the same explainers, metrics and texts, such as those of models that were trained from several
     * seeds. A text has the mean of its values in the tables that have one; intervals are then over texts, of explanations as these
     * models give them on average.
     *
     * @param tables at least one
     * @param seed of the intervals
     * @throws IllegalArgumentException if the tables differ in explainers, metrics or number of texts
     */
    public static EvaluationTable mean(List<EvaluationTable> tables, long seed) {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("needs at least one table, got none");
        }
        EvaluationTable first = tables.get(0);
        for (EvaluationTable table : tables) {
            if (!table.explainers.equals(first.explainers)
                    || !table.metrics.equals(first.metrics)
                    || table.texts() != first.texts()) {
                throw new IllegalArgumentException("needs tables alike, got " + first + " of " + first.texts()
                        + " texts, and " + table + " of " + table.texts());
            }
        }
        double[][][] means = new double[first.explainers.size()][first.metrics.size()][first.texts()];
        for (int explainer = 0; explainer < means.length; explainer++) {
            for (int metric = 0; metric < means[explainer].length; metric++) {
                for (int text = 0; text < means[explainer][metric].length; text++) {
                    means[explainer][metric][text] = mean(tables, explainer, metric, text);
                }
            }
        }
        return new EvaluationTable(first.explainers, first.metrics, means, seed);
    }

    private static double mean(List<EvaluationTable> tables, int explainer, int metric, int text) {
        return tables.stream()
                .mapToDouble(table -> table.values[explainer][metric][text])
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private int texts() {
        return values.length == 0 || values[0].length == 0 ? 0 : values[0][0].length;
    }

    /** Names of the explainers; the first is the one to compare with. */
    public List<String> explainers() {
        return explainers;
    }

    /** Names of the metrics. */
    public List<String> metrics() {
        return metrics.stream().map(Column::name).toList();
    }

    /** Which values of a metric are good. */
    public Direction direction(String metric) {
        return metrics.get(metricIndex(metric)).direction();
    }

    /** Value of each text, in their order; nothing where the metric is undefined. */
    public List<OptionalDouble> values(String explainer, String metric) {
        return Arrays.stream(raw(explainer, metric))
                .mapToObj(value -> Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value))
                .toList();
    }

    /** Mean and 95 % interval over the texts that have a value; empty if none has. */
    public Optional<Estimate> estimate(String explainer, String metric) {
        return estimate(Arrays.stream(raw(explainer, metric)));
    }

    /**
     * Mean and 95 % interval of an explainer's values less those of another, over the texts where both have one. Paired, so
     * narrower than a comparison of two intervals.
     */
    public Optional<Estimate> difference(String explainer, String other, String metric) {
        double[] minuend = raw(explainer, metric);
        double[] subtrahend = raw(other, metric);
        return estimate(IntStream.range(0, minuend.length).mapToDouble(text -> minuend[text] - subtrahend[text]));
    }

    /**
     * The table in Markdown: one row per metric, one column per explainer. A star marks a mean that differs from that of the first
     * explainer: the interval of the paired difference excludes 0.
     */
    public String toMarkdown() {
        return new MarkdownTable(this).toString();
    }

    @Override
    public String toString() {
        return "EvaluationTable[" + explainers + " by " + metrics() + "]";
    }

    private Optional<Estimate> estimate(DoubleStream all) {
        double[] known = all.filter(value -> !Double.isNaN(value)).toArray();
        return known.length == 0 ? Optional.empty() : Optional.of(Estimate.of(known, seed));
    }

    private double[] raw(String explainer, String metric) {
        int row = explainers.indexOf(explainer);
        if (row < 0) {
            throw new IllegalArgumentException("the explainers are " + explainers + ", got " + explainer);
        }
        return values[row][metricIndex(metric)];
    }

    private int metricIndex(String metric) {
        int column = metrics().indexOf(metric);
        if (column < 0) {
            throw new IllegalArgumentException("the metrics are " + metrics() + ", got " + metric);
        }
        return column;
    }

    /**
     * A mean over texts with a 95 % interval: percentiles of the means of texts that are drawn with replacement.
     *
     * @param mean over the texts that have a value
     * @param low end of the interval
     * @param high end of the interval
     * @param count number of texts that have a value, at least 1
     * @see <a href="https://doi.org/10.1007/978-1-4899-4541-9">Efron and Tibshirani (1993), chapter 13</a>
     */
    public record Estimate(double mean, double low, double high, int count) {

        private static final int DRAWS = 1_000;

        /** The mean of at least one value; the same values and seed always have the same interval. */
        static Estimate of(double[] values, long seed) {
            // the same draws for every metric, so that tables do not change when a column is added
            SplittableRandom random = new SplittableRandom(seed);
            double[] means = new double[DRAWS];
            for (int draw = 0; draw < DRAWS; draw++) {
                double sum = 0;
                for (int i = 0; i < values.length; i++) {
                    sum += values[random.nextInt(values.length)];
                }
                means[draw] = sum / values.length;
            }
            Percentile percentile = new Percentile();
            percentile.setData(means);
            double mean = Arrays.stream(values).average().orElseThrow();
            return new Estimate(mean, percentile.evaluate(2.5), percentile.evaluate(97.5), values.length);
        }

        /** Whether the interval excludes 0. */
        public boolean excludesZero() {
            return low > 0 || high < 0;
        }
    }
}
