package org.dknn.cli.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Faithfulness;
import org.dknn.nlp.evaluate.Sparseness;

/**
 * How faithful methods of attribution are to the network.
 *
 * @param methods beside a random one, which is the first
 */
public record MethodsPart(EvaluationTable methods) {

    private static final double SHARE = 0.2;
    private static final Faithfulness FAITHFULNESS = Faithfulness.ofProbability();

    /** The metric that decides; it uses the whole order of the words, where others use the first few. */
    private static final ExplanationMetric DECIDES = FAITHFULNESS.deletionArea();

    /** All metrics, in the order of the table. */
    static final List<ExplanationMetric> METRICS = List.of(
            DECIDES, FAITHFULNESS.comprehensiveness(SHARE), FAITHFULNESS.sufficiency(SHARE), Sparseness.emptiness());

    void addTo(Page page) {
        int texts = methods.values(random(), methods.metrics().get(0)).size();
        page.say("By the network's probability without, or with, the words of the largest values: a mean over"
                        + " " + texts
                        + " texts with its 95 % bootstrap interval. An arrow shows which direction is better;"
                        + " a star marks what differs from a random explanation, text by text.")
                .table(table());
    }

    private String random() {
        return methods.explainers().get(0);
    }

    private Table table() {
        List<String> columns = new ArrayList<>(List.of("method"));
        methods.metrics().forEach(metric -> columns.add(withArrow(metric)));
        Table table = new Table(columns.toArray(String[]::new));
        for (String method : methods.explainers()) {
            List<String> cells = new ArrayList<>(List.of(method));
            methods.metrics().forEach(metric -> cells.add(cell(method, metric)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private String withArrow(String metric) {
        return (metric + " " + methods.direction(metric).arrow()).strip();
    }

    private String cell(String method, String metric) {
        boolean differs = methods.difference(method, random(), metric)
                .filter(Estimate::excludesZero)
                .isPresent();
        return methods.estimate(method, metric)
                .map(estimate -> text(estimate, differs ? "*" : ""))
                .orElse(Table.NONE);
    }

    /** The mean, a mark, and the interval. */
    private static String text(Estimate estimate, String mark) {
        return Figures.share(estimate.mean()) + mark + " (" + Figures.share(estimate.low()) + " to "
                + Figures.share(estimate.high()) + ")";
    }

    /** The best method in one sentence or two. */
    String choice() {
        String metric = DECIDES.name();
        List<String> order = methods.explainers().stream()
                .skip(1)
                .filter(name -> methods.estimate(name, metric).isPresent())
                .sorted(Comparator.comparingDouble(
                        name -> methods.estimate(name, metric).orElseThrow().mean()))
                .toList();
        if (order.isEmpty()) {
            return "No method of attribution could be judged: texts need two words.";
        }
        String best = order.get(0);
        String second = order.size() > 1 ? " and " + compared(best, order.get(1)) : "";
        return "Of methods of attribution, " + best + " has the smallest " + metric + ", "
                + text(methods.estimate(best, metric).orElseThrow(), "") + ", which is " + compared(best, random())
                + second + ". This metric reads the network's probability, which favors methods that read it, too.";
    }

    private String compared(String best, String other) {
        Estimate less = methods.difference(best, other, DECIDES.name()).orElseThrow();
        return (less.high() < 0 ? "" : "not ") + "significantly less than " + other + " (difference " + text(less, "")
                + ")";
    }
}
