package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.evaluate.AgreementMetric;
import org.dknn.nlp.evaluate.EvaluationTable.Estimate;
import org.dknn.nlp.evaluate.EvaluationTable;

/**
 * The results of the sanity checks of one kind of network.
 *
 * @param kind its name
 * @param parameters results by what was drawn anew, one map per seed, with the same keys in the same order
 * @param labels the same by what was learned
 */
public record SanityPage(
        String kind, List<Map<String, SanityResult>> parameters, List<Map<String, SanityResult>> labels) {

    /** Copies the lists. */
    public SanityPage {
        parameters = List.copyOf(parameters);
        labels = List.copyOf(labels);
    }

    /** Adds the tables: rank correlations of the values, and of their sizes. */
    public void addTo(Page page) {
        String values = AgreementMetric.spearman().name();
        String sizes = AgreementMetric.absoluteSpearman().name();
        page.heading(kind + ", parameters drawn anew: rank correlation with the trained network's explanations")
                .table(table(parameters, "layers drawn anew", values))
                .say("The same of the sizes of the values:")
                .table(table(parameters, "layers drawn anew", sizes))
                .heading(kind + ", labels shuffled: rank correlation")
                .table(table(labels, "what was learned", values))
                .say("The same of the sizes of the values:")
                .table(table(labels, "what was learned", sizes))
                .say("The network gets "
                        + mean(results(labels, SanityStudy.SHUFFLED), SanityResult::learned)
                        + " of the sentences right that it has learned with shuffled labels.");
    }

    /** One row per randomised model, one column per explainer. */
    static Table table(List<Map<String, SanityResult>> seeds, String what, String metric) {
        SanityResult first = seeds.get(0).values().iterator().next();
        List<String> columns = new ArrayList<>(List.of(what, "random"));
        columns.addAll(first.explainers());
        columns.addAll(List.of("softmax right", "neighbors right"));
        Table table = new Table(columns.toArray(String[]::new));
        for (String row : seeds.get(0).keySet()) {
            if (seeds.stream().allMatch(seed -> seed.containsKey(row))) {
                List<SanityResult> results = results(seeds, row);
                List<EvaluationTable> tables = results.stream()
                        .map(result -> TextValues.mean(List.of(result.values())))
                        .toList();
                List<String> cells = new ArrayList<>(List.of(row));
                first.values().explainers().forEach(explainer -> cells.add(cell(tables, explainer, metric)));
                cells.add(mean(results, SanityResult::softmaxRight));
                cells.add(mean(results, SanityResult::neighborsRight));
                table.row(cells.toArray(String[]::new));
            }
        }
        return table;
    }

    private static List<SanityResult> results(List<Map<String, SanityResult>> seeds, String row) {
        return seeds.stream().map(seed -> seed.get(row)).toList();
    }

    private static <T> String mean(List<T> results, ToDoubleFunction<T> figure) {
        return Shown.number(results.stream().mapToDouble(figure).average().orElse(Double.NaN));
    }

    /**
     * The mean over the seeds, and from the lowest to the highest end of their intervals; a sign where all seeds are surely above or
     * below two random explanations.
     */
    private static String cell(List<EvaluationTable> seeds, String explainer, String metric) {
        List<Estimate> own = seeds.stream()
                .flatMap(table -> table.estimate(explainer, metric).stream())
                .toList();
        String random = seeds.get(0).explainers().get(0);
        List<Estimate> more = seeds.stream()
                .flatMap(table -> table.difference(explainer, random, metric).stream())
                .toList();
        String sign = more.stream().allMatch(each -> each.low() > 0)
                ? " +"
                : more.stream().allMatch(each -> each.high() < 0) ? " -" : "";
        return Shown.interval(
                mean(own, Estimate::mean) + sign,
                own.stream().mapToDouble(Estimate::low).min().orElse(Double.NaN),
                own.stream().mapToDouble(Estimate::high).max().orElse(Double.NaN));
    }
}
