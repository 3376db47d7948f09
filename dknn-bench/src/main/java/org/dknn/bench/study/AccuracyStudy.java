package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.vector.Metric;

/**
 * Accuracy of networks over data sets and seeds, that of Deep k-Nearest Neighbors, and that of the variants in the code published with
 * Wallace, Feng and Boyd-Graber (2018). Everything is chosen on dev sets.
 *
 * @param store of the models
 */
public record AccuracyStudy(ModelStore store) {

    /** A row of the table: networks that differ in the seed alone. */
    record Row(Corpus corpus, NetworkKind kind) {}

    /** Trains and judges; all networks of seed 1 come first, so that an interrupted study has one of each. */
    public Page run(List<Corpus> corpora, List<NetworkKind> kinds, int seeds) throws IOException {
        ResultFile<AccuracyResult> file =
                new ResultFile<>(store.folders().cache().resolve("accuracy.jsonl"), AccuracyResult.class);
        Map<Row, List<AccuracyResult>> results = new LinkedHashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (Corpus corpus : corpora) {
                for (NetworkKind kind : kinds) {
                    store.out().println(corpus + ", " + kind + ", seed " + seed);
                    ModelDesign<List<String>> design = ModelDesign.of(store.folders(), corpus, kind, true, seed);
                    AccuracyResult result = file.get(ModelStore.name(design), () -> result(design));
                    results.computeIfAbsent(new Row(corpus, kind), unseen -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        return new Page("Accuracy")
                .say("Test accuracy, k = 75: mean (least to largest) over seeds.")
                .table(table(results));
    }

    private AccuracyResult result(ModelDesign<List<String>> design) throws IOException {
        try (TrainedModel<List<String>> byCosine = store.loadOrTrain(design);
                TrainedModel<List<String>> euclidean = store.loadOrTrain(design.measuredBy(Metric.EUCLIDEAN))) {
            return AccuracyResult.of(byCosine, euclidean);
        }
    }

    static Table table(Map<Row, List<AccuracyResult>> results) {
        List<String> columns = new ArrayList<>(List.of("data", "network", "seeds", "training / test"));
        columns.addAll(AccuracyResult.RULES);
        columns.add("DkNN less softmax");
        Table table = new Table(columns.toArray(String[]::new));
        results.forEach((row, seeds) -> {
            AccuracyResult first = seeds.get(0);
            List<String> cells =
                    new ArrayList<>(List.of(row.corpus.toString(), row.kind.toString(), String.valueOf(seeds.size())));
            cells.add(first.training() + " / " + first.test());
            AccuracyResult.RULES.forEach(rule -> cells.add(spread(seeds, result -> result.accuracy(rule))));
            cells.add(spread(
                    seeds, result -> result.accuracy(AccuracyResult.DKNN) - result.accuracy(AccuracyResult.SOFTMAX)));
            table.row(cells.toArray(String[]::new));
        });
        return table;
    }

    /** Mean, least and largest, such as {@code ".812 (.809 to .815)"}; the figure alone if there is one. */
    private static String spread(List<AccuracyResult> results, ToDoubleFunction<AccuracyResult> figure) {
        double[] values = results.stream().mapToDouble(figure).sorted().toArray();
        String mean = Shown.number(Arrays.stream(values).average().orElse(Double.NaN));
        return values.length == 1 ? mean : Shown.interval(mean, values[0], values[values.length - 1]);
    }
}
