package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Folders;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePredictions;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study on real questions, where a data directory has them. */
class AccuracyStudyTest {

    /** Of 500 questions 15: training rounds otherwise on another processor. A standard error of an accuracy is .02. */
    private static final double TOLERANCE = 0.03;

    @TempDir
    private Path directory;

    /** A small part of docs/results.md, computed again: TREC, CNN, seed 1, three passes through the training set. */
    @Test
    void figures_of_a_short_training_have_not_drifted() throws IOException {
        ModelStore store = store(System.out);
        ModelDesign<List<String>> usual = design(1);
        ModelDesign<List<String>> design = usual.by(usual.recipe().withEpochs(3));
        try (TrainedModel<List<String>> byCosine = store.loadOrTrain(design);
                TrainedModel<List<String>> euclidean = store.loadOrTrain(design.measuredBy(Metric.EUCLIDEAN))) {
            Map<String, Double> figures =
                    new LinkedHashMap<>(AccuracyResult.of(byCosine, euclidean).accuracies());
            figures.putAll(uncertainty(byCosine));
            assertEquals(byCosine.graph().params(), euclidean.graph().params(), "one network serves both distances");
            Map<String, Double> recorded = RecordedFigures.read("A short training");
            assertEquals(recorded.keySet(), figures.keySet());
            recorded.forEach((name, figure) ->
                    assertEquals(figure, figures.getOrDefault(name, Double.NaN), TOLERANCE, name + " of " + figures));
        }
    }

    private ModelStore store(PrintStream out) {
        return new ModelStore(new Folders(Folders.usual().data(), directory), out);
    }

    private static ModelDesign<List<String>> design(int seed) throws IOException {
        Folders folders = Folders.usual();
        assumeTrue(
                Corpus.TREC.isIn(folders),
                "SKIPPED: no trec/TREC.train.all in a data directory, so no figure is checked");
        return ModelDesign.of(folders, Corpus.TREC, NetworkKind.CNN, true, seed);
    }

    private static Map<String, Double> uncertainty(TrainedModel<List<String>> model) {
        Dataset<List<String>> test = model.data().test();
        DeepKnn<List<String>> dknn = model.dknn().withNonconformity(Nonconformity.logRatio());
        List<Prediction> predictions = dknn.predictAll(test.inputs());
        double covered = IntStream.range(0, test.size())
                .filter(i -> dknn.predictionSet(predictions.get(i), 0.9).contains(test.label(i)))
                .count();
        SelectivePredictions bySoftmax = SelectivePredictions.of(SelectionScore.softmax(), predictions, test.labels());
        SelectivePredictions byNeighbors =
                SelectivePredictions.of(SelectionScore.credibility(), predictions, test.labels());
        return Map.of(
                "covered by sets of 90 %", covered / test.size(),
                "area under risk and coverage, softmax",
                        RiskCoverage.of(bySoftmax).area(),
                "area under risk and coverage, log ratio",
                        RiskCoverage.of(byNeighbors).area());
    }

    @Test
    void what_is_kept_is_not_computed_again() throws IOException {
        ModelDesign<List<String>> design = design(1);
        Map<String, Double> accuracies = new LinkedHashMap<>();
        AccuracyResult.RULES.forEach(rule -> accuracies.put(rule, 0.8));
        new ResultFile<>(directory.resolve("accuracy.jsonl"), AccuracyResult.class)
                .get(ModelStore.name(design), () -> new AccuracyResult(900, 1_000, accuracies));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String table = new AccuracyStudy(store(new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .run(List.of(Corpus.TREC), List.of(NetworkKind.CNN), 1)
                .markdown();
        String said = printed.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("TREC, CNN, seed 1"), said);
        assertFalse(said.contains("Trains"), said);
        assertTrue(table.contains("| TREC | CNN | 1 | 900 / 1000 | .800 | .800 |"), table);
    }

    @Test
    void seeds_become_one_row() {
        AccuracyResult first =
                new AccuracyResult(900, 1_000, Map.of(AccuracyResult.SOFTMAX, 0.8, AccuracyResult.DKNN, 0.79));
        AccuracyResult second =
                new AccuracyResult(900, 1_000, Map.of(AccuracyResult.SOFTMAX, 0.81, AccuracyResult.DKNN, 0.815));
        Table table =
                AccuracyStudy.table(Map.of(new AccuracyStudy.Row(Corpus.CR, NetworkKind.CNN), List.of(first, second)));
        List<String> row = table.rows().get(0);
        assertEquals(
                List.of("CR", "CNN", "2", "900 / 1000", ".805 (.800 to .810)", ".802 (.790 to .815)"),
                row.subList(0, 6));
        assertEquals("-.003 (-.010 to .005)", row.get(9));
    }

    @Test
    void figures_have_three_digits_and_no_zero_before_the_point() {
        assertEquals(".500", Shown.number(0.5));
        assertEquals("-.013", Shown.number(-0.0126));
        assertEquals(".000", Shown.number(-0.0001));
        assertEquals("1.000", Shown.number(1));
        assertEquals("-20.300", Shown.number(-20.3));
    }
}
