package org.dknn.cli.evaluation;

import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.reliability.ReliabilityTable;
import org.dknn.reliability.ReliabilityTable.Bin;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectivePredictions;

/** Charts of how well scores separate right answers from wrong ones, and of their calibration. */
public final class AnswerCharts {

    private static final int STEPS = 100;

    private AnswerCharts() {}

    /**
     * The share of errors among the surest answers, by coverage: a line per score.
     *
     * @param answers by the names of their scores, in the order of the legend
     */
    public static Chart riskCoverage(String title, Map<String, SelectivePredictions> answers) {
        double largest = answers.values().stream()
                .mapToDouble(own -> 1 - own.accuracy())
                .max()
                .orElse(1);
        Chart chart = new Chart(title, Axis.share("share answered"), Axis.upTo("share wrong", 1.4 * largest));
        double[] coverage = IntStream.rangeClosed(1, STEPS)
                .mapToDouble(i -> (double) i / STEPS)
                .toArray();
        answers.forEach((name, own) -> {
            RiskCoverage curve = RiskCoverage.of(own);
            chart.line(
                    name,
                    coverage,
                    IntStream.range(0, STEPS)
                            .mapToDouble(i -> curve.riskAt(coverage[i]))
                            .toArray());
        });
        return chart;
    }

    /** The share of right answers by score, beside the share of answers that have it. */
    public static Chart reliability(String title, SelectivePredictions answers) {
        ReliabilityTable table = ReliabilityTable.of(answers);
        double[] right = table.bins().stream().mapToDouble(Bin::accuracy).toArray();
        double[] shares = table.bins().stream()
                .mapToDouble(bin -> (double) bin.count() / table.size())
                .toArray();
        return new Chart(title, Axis.share("score"), Axis.share("share right"))
                .bars("share right", right, new Chart.Slot(0, 2))
                .bars("share of answers", shares, new Chart.Slot(1, 2))
                .diagonal();
    }
}
