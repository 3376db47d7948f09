package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.Models;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePredictions;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study on real questions, where a data directory has them. */
class AccuracyStudyTest {

    /** Of 500 questions 15: training rounds otherwise on another processor. A standard error of an accuracy is .02. */
    private static final double TOLERANCE = 0.03;

    @TempDir
    private Path directory;

    @BeforeEach
    void useOwnCache() {
        assumeTrue(
                Corpus.TREC.isThere(), "SKIPPED: no trec/TREC.train.all in a data directory, so no figure is checked");
        System.setProperty("dknn.cache", directory.resolve("cache").toString());
    }

    @AfterEach
    void useUsualCache() {
        System.clearProperty("dknn.cache");
    }

    /** A small part of docs/results.md, computed again: TREC, CNN, seed 1, three passes through the training set. */
    @Test
    void figures_of_a_short_training_have_not_drifted() throws IOException {
        Models models = Models.of(Corpus.TREC, NetworkKind.CNN, 1).inEpochs(3);
        try (TrainedModel byCosine = models.loadOrTrain();
                TrainedModel euclidean = models.measuredBy(Metric.EUCLIDEAN).loadOrTrain()) {

            CellResult result = Evaluation.of(byCosine, euclidean);
            Map<String, Double> figures = new LinkedHashMap<>();
            for (Rule rule : Rule.values()) {
                figures.put(rule.title(), result.accuracy(rule));
            }
            figures.putAll(uncertainty(byCosine));

            assertEquals(
                    byCosine.network().params(), euclidean.network().params(), "one network serves both distances");
            Map<String, Double> recorded = RecordedFigures.read("A short training");
            assertEquals(recorded.keySet(), figures.keySet());
            recorded.forEach((name, figure) ->
                    assertEquals(figure, figures.getOrDefault(name, Double.NaN), TOLERANCE, name + " of " + figures));
            assertTrue(result.ours().right() > result.ours().wrong(), result.toString());
            assertTrue(result.inverted().right() < result.inverted().wrong(), result.toString());
        }
    }

    private static Map<String, Double> uncertainty(TrainedModel model) {
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
        Path kept = directory
                .resolve("cache/accuracy")
                .resolve(Models.of(Corpus.TREC, NetworkKind.CNN, 1).name() + ".properties");
        new CellFile(kept).write(Results.of(800));
        Path table = directory.resolve("table.md");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new AccuracyStudy(
                        StudyOptions.parse("seeds=1", "sets=TREC", "networks=CNN", "table=" + table),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        String said = printed.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("Cell 1 of 1: TREC, CNN, seed 1"), said);
        assertTrue(Files.readString(table).contains("| TREC | CNN | 1 | 900 / 1000 | .800 | .799 |"), said);
        assertFalse(Files.exists(directory.resolve("cache/models")), "nothing is trained");
    }

    @Test
    void names_tell_seeds_and_trainings_apart() throws IOException {
        Models models = Models.of(Corpus.TREC, NetworkKind.CNN, 1);

        assertTrue(models.name().matches("trec-cnn-1-[0-9a-f]{12}"), models.name());
        assertEquals(models.name(), Models.of(Corpus.TREC, NetworkKind.CNN, 1).name());
        assertEquals(models.name(), models.measuredBy(Metric.EUCLIDEAN).name());
        assertFalse(models.name().equals(models.inEpochs(3).name()));
        assertFalse(
                models.name().equals(Models.of(Corpus.TREC, NetworkKind.CNN, 2).name()));
    }
}
