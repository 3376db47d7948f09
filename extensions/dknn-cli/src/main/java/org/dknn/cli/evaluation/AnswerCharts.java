package org.dknn.cli.evaluation;

import java.util.Collection;
import java.util.Map;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.reliability.ReliabilityTable;
import org.dknn.reliability.ReliabilityTable.Bin;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectivePredictions;

/** Pictures of how well confidences tell right answers from wrong ones, and whether they mean what they say. */
public final class AnswerCharts {

    private static final int STEPS = 100;

    private AnswerCharts() {}

    /**
     * The share of errors among the surest answers, by how many are given: a line a confidence.
     *
     * @param answers by the names of their confidences, in the order of the legend
     */
    public static Chart riskCoverage(String title, Map<String, SelectivePredictions> answers) {
        Chart chart = new Chart(
                title, Axis.share("share answered"), Axis.upTo("share wrong", 1.4 * largestRisk(answers.values())));
        answers.forEach((name, own) -> addCurve(chart, name, RiskCoverage.of(own)));
        return chart;
    }

    private static double largestRisk(Collection<SelectivePredictions> answers) {
        return answers.stream().mapToDouble(own -> 1 - own.accuracy()).max().orElse(1);
    }

    private static void addCurve(Chart chart, String name, RiskCoverage curve) {
        double[] coverage = new double[STEPS];
        double[] risk = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            coverage[i] = (i + 1.0) / STEPS;
            risk[i] = curve.riskAt(coverage[i]);
        }
        chart.line(name, coverage, risk);
    }

    /** The share of right answers by confidence, beside the share of answers that have it. */
    public static Chart reliability(String title, SelectivePredictions answers) {
        ReliabilityTable table = ReliabilityTable.of(answers);
        double size = table.size();
        return new Chart(title, Axis.share("confidence"), Axis.share("share right"))
                .bars(
                        "share right",
                        table.bins().stream().mapToDouble(Bin::accuracy).toArray(),
                        new Chart.Slot(0, 2))
                .bars(
                        "share of answers",
                        table.bins().stream()
                                .mapToDouble(bin -> bin.count() / size)
                                .toArray(),
                        new Chart.Slot(1, 2))
                .diagonal();
    }
}
