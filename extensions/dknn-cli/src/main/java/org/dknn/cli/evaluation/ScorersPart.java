package org.dknn.cli.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.evaluate.Estimate;
import org.dknn.nlp.evaluate.EvaluationTable;

/**
 * Which scores of words tell what the network does.
 *
 * @param scorers beside a random one, which is the first
 */
record ScorersPart(EvaluationTable scorers) {

    void addTo(Page page) {
        page.heading("Explanations of " + texts() + " texts")
                .say(
                        "By the network's probability without or with the words they point at: a mean over the texts with its"
                                + " 95 % interval from a bootstrap. An arrow tells what is good; a star marks what differs from a"
                                + " random explanation, text by text.")
                .table(table());
        scorers.metrics().stream().limit(2).forEach(metric -> page.picture(picture(metric)));
    }

    private int texts() {
        return scorers.values(random(), scorers.metrics().get(0)).size();
    }

    private String random() {
        return scorers.explainers().get(0);
    }

    private Table table() {
        List<String> columns = new ArrayList<>(List.of("scorer"));
        scorers.metrics().forEach(metric -> columns.add(withArrow(metric)));
        Table table = new Table(columns.toArray(String[]::new));
        for (String explainer : scorers.explainers()) {
            List<String> cells = new ArrayList<>(List.of(explainer));
            scorers.metrics().forEach(metric -> cells.add(cell(explainer, metric)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private String withArrow(String metric) {
        return (metric + " " + scorers.direction(metric).arrow()).strip();
    }

    private String cell(String explainer, String metric) {
        boolean isSetApart = scorers.difference(explainer, random(), metric)
                .filter(Estimate::excludesZero)
                .isPresent();
        return scorers.estimate(explainer, metric)
                .map(estimate -> Estimates.text(estimate, isSetApart ? "*" : ""))
                .orElse("-");
    }

    private Chart picture(String metric) {
        List<Chart.Range> ranges = scorers.explainers().stream()
                .map(explainer -> scorers.estimate(explainer, metric))
                .flatMap(Optional::stream)
                .map(estimate -> new Chart.Range(estimate.mean(), estimate.low(), estimate.high()))
                .toList();
        double low = ranges.stream().mapToDouble(Chart.Range::low).min().orElse(0);
        double high = ranges.stream().mapToDouble(Chart.Range::high).max().orElse(1);
        return new Chart(
                        withArrow(metric),
                        Axis.named("scorer", scorers.explainers()),
                        Axis.around("mean and interval", low, 1.2 * high))
                .ranges(metric, ranges);
    }
}
