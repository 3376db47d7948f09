package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.PretrainedVectors;
import org.dknn.bench.model.SentenceDesign;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.vector.Metric;

/**
 * Accuracy of networks over data sets and seeds, that of Deep k-Nearest Neighbors, and that of the variants in the code published with
 * Wallace, Feng and Boyd-Graber (2018). Everything is chosen on dev sets.
 *
 * @param store of the models
 * @param vectors that embeddings start from; random numbers if empty
 */
public record AccuracyStudy(ModelStore store, Optional<PretrainedVectors> vectors) {

    /** A row of the tables: cells that differ in the seed alone. */
    record Row(Corpus corpus, NetworkKind kind) {

        @Override
        public String toString() {
            return corpus + ", " + kind;
        }
    }

    /** Trains and judges; all cells of seed 1 come first, so that an interrupted study has one of each. */
    public Page run(List<Corpus> corpora, List<NetworkKind> kinds, int seeds) throws IOException {
        ResultFile<AccuracyResult> file =
                new ResultFile<>(store.folders().cache().resolve("accuracy.jsonl"), AccuracyResult.class);
        Map<Row, List<AccuracyResult>> results = new LinkedHashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (Corpus corpus : corpora) {
                for (NetworkKind kind : kinds) {
                    Row row = new Row(corpus, kind);
                    store.out().println(row + ", seed " + seed);
                    SentenceDesign plain = SentenceDesign.of(store.folders(), corpus, kind, seed);
                    SentenceDesign design = vectors.map(plain::startingFrom).orElse(plain);
                    AccuracyResult result = file.get(ModelStore.name(design), () -> result(design));
                    store.out()
                            .printf("  softmax %s, DkNN %s%n", shown(result, Rule.SOFTMAX), shown(result, Rule.DKNN));
                    results.computeIfAbsent(row, unseen -> new ArrayList<>()).add(result);
                }
            }
        }
        return page(results);
    }

    private static String shown(AccuracyResult result, Rule rule) {
        return Shown.number(result.accuracy(rule));
    }

    private AccuracyResult result(SentenceDesign design) throws IOException {
        try (TrainedModel<List<String>> byCosine = store.loadOrTrain(design);
                TrainedModel<List<String>> euclidean = store.loadOrTrain(design.measuredBy(Metric.EUCLIDEAN))) {
            return AccuracyResult.of(byCosine, euclidean);
        }
    }

    /** Three tables: accuracy, credibility, files. */
    static Page page(Map<Row, List<AccuracyResult>> results) {
        return new Page("Accuracy")
                .say("Test accuracy, k = 75: mean (least to largest) over seeds.")
                .table(accuracy(results))
                .say("Mean credibility of right and of wrong predictions.")
                .table(credibility(results))
                .say("Files of the data.")
                .table(files(results));
    }

    private static Table accuracy(Map<Row, List<AccuracyResult>> results) {
        List<String> columns = new ArrayList<>(List.of("data", "network", "seeds", "training / test"));
        Arrays.stream(Rule.values()).map(Rule::title).forEach(columns::add);
        columns.addAll(List.of("DkNN less softmax", "original's logs", "its Table 1, unconfirmed"));
        Table table = new Table(columns.toArray(String[]::new));
        results.forEach((row, ofSeeds) -> {
            AccuracyResult first = ofSeeds.get(0);
            List<String> cells = start(row, ofSeeds);
            cells.add(first.training() + " / " + first.test());
            for (Rule rule : Rule.values()) {
                cells.add(spread(ofSeeds, result -> result.accuracy(rule)));
            }
            cells.add(spread(ofSeeds, result -> result.accuracy(Rule.DKNN) - result.accuracy(Rule.SOFTMAX)));
            OriginalFigures original = OriginalFigures.of(row.corpus, row.kind);
            cells.addAll(List.of(original.logs(), original.table()));
            table.row(cells.toArray(String[]::new));
        });
        return table;
    }

    private static Table credibility(Map<Row, List<AccuracyResult>> results) {
        Table table = new Table(
                "data",
                "network",
                "seeds",
                "DkNN, right",
                "DkNN, wrong",
                "original's calibrated predict, right",
                "wrong");
        results.forEach((row, ofSeeds) -> {
            List<String> cells = start(row, ofSeeds);
            cells.add(spread(ofSeeds, result -> result.ours().right()));
            cells.add(spread(ofSeeds, result -> result.ours().wrong()));
            cells.add(spread(ofSeeds, result -> result.inverted().right()));
            cells.add(spread(ofSeeds, result -> result.inverted().wrong()));
            table.row(cells.toArray(String[]::new));
        });
        return table;
    }

    private static List<String> start(Row row, List<AccuracyResult> ofSeeds) {
        return new ArrayList<>(List.of(row.corpus.toString(), row.kind.toString(), String.valueOf(ofSeeds.size())));
    }

    private static Table files(Map<Row, List<AccuracyResult>> results) {
        Map<String, String> files = new TreeMap<>();
        results.values().stream()
                .flatMap(List::stream)
                .flatMap(result -> result.sources().stream())
                .forEach(source -> files.put(source.name(), source.sha256()));
        Table table = new Table("file", "SHA-256");
        files.forEach(table::row);
        return table;
    }

    /** Mean, least and largest, such as {@code ".812 (.809 to .815)"}; the figure alone if there is one. */
    private static String spread(List<AccuracyResult> results, ToDoubleFunction<AccuracyResult> figure) {
        double[] values = results.stream().mapToDouble(figure).sorted().toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return values.length == 1
                ? Shown.number(mean)
                : Shown.interval(Shown.number(mean), values[0], values[values.length - 1]);
    }
}
