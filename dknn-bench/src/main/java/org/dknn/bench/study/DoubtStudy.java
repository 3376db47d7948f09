package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.reliability.DetectionMetrics;
import org.dknn.vector.Metric;

/**
 * How well out-of-distribution scores tell texts of other kinds from those of a model, for networks trained on whole sentences: the
 * combination, its parts, k-th distances by either metric, credibility, and what a network alone can say.
 *
 * @param most texts of each kind at most
 */
public record DoubtStudy(ModelStore store, int most) {

    private static final String ALARMS = "alarms at 5 %";

    /** Trains and judges. */
    public Page run(List<Corpus> corpora, List<NetworkKind> kinds, int seeds) throws IOException {
        ResultFile<DoubtResult> file =
                new ResultFile<>(store.folders().cache().resolve("doubt.jsonl"), DoubtResult.class);
        Map<String, DoubtResult> results = new LinkedHashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (NetworkKind kind : kinds) {
                for (Corpus corpus : corpora) {
                    String title = kind + ", " + corpus + (seeds > 1 ? ", seed " + seed : "");
                    store.out().println(title);
                    ModelDesign<List<String>> design = ModelDesign.of(store.folders(), corpus, kind, false, seed);
                    results.put(title, file.get(ModelStore.name(design) + " " + most, () -> result(corpus, design)));
                }
            }
        }
        return page(results, seeds);
    }

    private DoubtResult result(Corpus corpus, ModelDesign<List<String>> design) throws IOException {
        ForeignTexts texts =
                new ForeignTexts(store.folders(), most, design.recipe().seed());
        List<List<String>> usual = texts.some(design.data().test().inputs());
        try (TrainedModel<List<String>> byCosine = store.loadOrTrain(design);
                TrainedModel<List<String>> euclidean = store.loadOrTrain(design.measuredBy(Metric.EUCLIDEAN))) {
            DoubtScores scores = new DoubtScores(byCosine, euclidean);
            DoubtScores.Judged own = scores.of(usual);
            Map<String, Map<String, Double>> areas = new LinkedHashMap<>();
            Map<String, Double> alarms = new LinkedHashMap<>();
            alarms.put("", own.alarms());
            for (Map.Entry<String, List<List<String>>> foreign :
                    texts.beside(corpus, usual).entrySet()) {
                DoubtScores.Judged judged = scores.of(foreign.getValue());
                alarms.put(foreign.getKey(), judged.alarms());
                areas.put(foreign.getKey(), areas(own, judged));
                store.out().println("  " + foreign.getKey() + " " + areas.get(foreign.getKey()));
            }
            return new DoubtResult(areas, alarms);
        }
    }

    private static Map<String, Double> areas(DoubtScores.Judged own, DoubtScores.Judged foreign) {
        Map<String, Double> areas = new LinkedHashMap<>();
        own.scores()
                .forEach((score, values) -> areas.put(
                        score,
                        DetectionMetrics.of(negative(values), negative(foreign.of(score)))
                                .areaUnderRoc()));
        return areas;
    }

    /** Larger for more usual texts. */
    private static double[] negative(double[] scores) {
        double[] negative = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            negative[i] = -scores[i];
        }
        return negative;
    }

    /** A page of results by model. */
    static Page page(Map<String, DoubtResult> results, int seeds) {
        Page page = new Page("Doubt")
                .say("AUROC of foreign texts against test texts by networks trained on sentences, seeds 1 to " + seeds
                        + ", k = 75; .5 is chance. Mean and least are over all models and foreign texts.");
        Map<String, List<Double>> all = new LinkedHashMap<>();
        results.values().forEach(result -> result.areas()
                .values()
                .forEach(areas -> areas.forEach((score, area) ->
                        all.computeIfAbsent(score, unseen -> new ArrayList<>()).add(area))));
        Table summary = new Table("score", "mean", "least", "pairs");
        all.forEach((score, areas) -> summary.row(
                score,
                Shown.number(areas.stream().mapToDouble(area -> area).average().orElse(Double.NaN)),
                Shown.number(areas.stream().mapToDouble(area -> area).min().orElse(Double.NaN)),
                String.valueOf(areas.size())));
        page.table(summary);
        results.forEach((title, result) -> page.heading(title).table(table(result, List.copyOf(all.keySet()))));
        return page;
    }

    private static Table table(DoubtResult result, List<String> scores) {
        List<String> columns = new ArrayList<>(List.of("score"));
        columns.addAll(result.areas().keySet());
        Table table = new Table(columns.toArray(String[]::new));
        for (String score : scores) {
            List<String> cells = new ArrayList<>(List.of(score));
            result.areas().values().forEach(areas -> cells.add(Shown.number(areas.getOrDefault(score, Double.NaN))));
            table.row(cells.toArray(String[]::new));
        }
        List<String> alarms = new ArrayList<>(List.of(
                ALARMS + " (test texts " + Figures.percent(result.alarms().getOrDefault("", Double.NaN)) + ")"));
        result.areas()
                .keySet()
                .forEach(name -> alarms.add(Figures.percent(result.alarms().getOrDefault(name, Double.NaN))));
        return table.row(alarms.toArray(String[]::new));
    }
}
