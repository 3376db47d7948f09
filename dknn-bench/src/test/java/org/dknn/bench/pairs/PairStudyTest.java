package org.dknn.bench.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.GeneratedPairs;
import org.dknn.bench.data.MarkedTexts;
import org.dknn.bench.data.SnliPairs;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource.ScoredText;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
import org.dknn.nlp.text.SentencePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studies of pairs, on generated pairs and a network that has learned a little. */
class PairStudyTest {

    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @TempDir
    private static Path directory;

    private static Folders folders;
    private static TrainedModel<SentencePair> model;

    @BeforeAll
    static void train() throws IOException {
        folders = new Folders(List.of(), directory);
        ModelDesign<SentencePair> design = PairNetwork.design(
                folders, GeneratedPairs.make(2), Recipe.onFewPairs().withEpochs(2));
        model = new ModelStore(folders, SILENT).loadOrTrain(design);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void the_accuracy_of_both_is_told() {
        String line =
                PairStudy.of(model, SILENT).accuracy("unseen", model.data().test());
        assertTrue(line.matches("unseen: softmax [01]\\.\\d{3}, DkNN [01]\\.\\d{3} \\(n=200\\)"), line);
    }

    private static MarkedTexts.Pair pair(boolean isPremiseMarked) {
        Variant input = new Variant(List.of(List.of("a", "red", "ball"), List.of("the", "ball", "is", "blue")));
        HumanLabels premise = HumanLabels.rationale(isPremiseMarked, false, false);
        HumanLabels hypothesis = HumanLabels.rationale(false, false, false, true);
        return new MarkedTexts.Pair(
                "1",
                AnnotatedText.of(new Features(input, 0), premise).withTarget(Target.of(2)),
                AnnotatedText.of(new Features(input, 1), hypothesis).withTarget(Target.of(2)));
    }

    @Test
    void each_side_that_is_marked_in_part_is_judged_beside_a_random_explainer() {
        String tables = PairStudy.of(model, SILENT).marked(List.of(pair(false), pair(true)));
        assertTrue(tables.startsWith("2 pairs, "), tables);
        assertTrue(
                tables.matches("(?s).*hypothesis:.*random.*neighbors.*probability.*gradient x input.*premise:.*"),
                tables);
    }

    @Test
    void the_words_of_the_unseen_hypotheses_are_reported_and_kept() throws IOException {
        CorpusStatistics statistics = gathered();
        assertEquals(model.data().test().size(), statistics.texts());
        assertEquals(
                List.of("conformity", "probability", "neighbors and network leave-one-out", "random"),
                statistics.methods());
        assertEquals(SnliPairs.LABELS, statistics.labelSet());
        assertEquals(report(statistics), report(gathered()));
    }

    private static CorpusStatistics gathered() throws IOException {
        return SnliArtifacts.gather("generated", model.dknn(), model.data().test(), new ModelStore(folders, SILENT));
    }

    private static CorpusReport report(CorpusStatistics statistics) {
        return CorpusReport.of(statistics, CorpusReport.Settings.USUAL);
    }

    @Test
    void known_artifacts_stand_beside_the_rank_that_each_method_gives_them() {
        CorpusStatistics statistics = CorpusStatistics.none("two", SnliPairs.LABELS, List.of("one", "other"));
        for (int i = 0; i < 2; i++) {
            statistics.add(new ScoredText(
                    List.of("nobody", "is", "outdoors"),
                    2,
                    List.of(Attributions.of("one", 2, 0.5, 0.1, 0), Attributions.of("other", 2, 0.1, 0.5, 0.3))));
        }
        String page = SnliArtifacts.known(statistics).markdown();
        assertTrue(page.contains("| nobody | contradiction | 2 | +0.00 | 1.00 \u00B1 0.00 | 3.00 \u00B1 0.00 |"), page);
        // one of entailment, which was not explained
        assertFalse(page.contains("outdoors"), page);
    }
}
