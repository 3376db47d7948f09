package org.dknn.bench.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.DeepKnn;
import org.dknn.bench.data.GeneratedPairs;
import org.dknn.bench.data.PairData;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource.ScoredText;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnliArtifactsTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void useOwnCache() {
        System.setProperty("dknn.cache", directory.resolve("cache").toString());
    }

    @AfterEach
    void useUsualCache() {
        System.clearProperty("dknn.cache");
    }

    @Test
    void the_words_of_the_unseen_hypotheses_are_reported_and_kept() throws IOException {
        PairData data = GeneratedPairs.make(2);
        Vocabulary vocabulary = Vocabulary.build(
                data.training().inputs().stream().map(SentencePair::hypothesis).toList(), 1);
        ComputationGraph graph = PairGraphs.untrained(
                PairGraphs.cnn(vocabulary.size(), Recipe.onFewPairs()), vocabulary, Optional.empty());
        try (TrainedPairs model = new TrainedPairs(
                graph,
                vocabulary,
                DeepKnn.builder(TrainedPairs.extractor(graph, vocabulary))
                        .neighbors(5)
                        .fit(data.training(), data.calibration()))) {
            ConsoleProgress progress = new ConsoleProgress(System.out);

            CorpusStatistics statistics = SnliArtifacts.gather(model, data, progress);

            assertEquals(data.unseen().size(), statistics.texts());
            assertEquals(
                    List.of("conformity", "probability", "neighbors and network leave-one-out", "random"),
                    statistics.methods());
            assertEquals(PairData.LABELS, statistics.labelSet());
            assertTrue(
                    statistics
                            .source()
                            .matches(data.name() + ", unseen, by [a-z-]+ on network [0-9a-f]{8}, " + statistics.texts()
                                    + " hypotheses, .*"),
                    statistics.source());
            assertEquals(report(statistics), report(SnliArtifacts.gather(model, data, progress)));
        }
    }

    private static CorpusReport report(CorpusStatistics statistics) {
        return CorpusReport.of(statistics, CorpusReport.Settings.USUAL);
    }

    @Test
    void known_artifacts_stand_beside_the_rank_that_each_method_gives_them() {
        CorpusStatistics statistics = CorpusStatistics.none("two", PairData.LABELS, List.of("one", "other"));
        for (int i = 0; i < 2; i++) {
            statistics.add(new ScoredText(
                    List.of("nobody", "is", "outdoors"),
                    2,
                    List.of(Attributions.of("one", 2, 0.5, 0.1, 0), Attributions.of("other", 2, 0.1, 0.5, 0.3))));
        }

        String page = new KnownArtifacts(statistics).page().markdown();

        assertTrue(page.contains("| nobody | contradiction | 2 | +0.00 | 1.00 \u00B1 0.00 | 3.00 \u00B1 0.00 |"), page);
        // one of entailment, which was not explained
        assertFalse(page.contains("outdoors"), page);
        assertTrue(page.contains("| contradiction | 0 | 0 |"), page);
    }
}
