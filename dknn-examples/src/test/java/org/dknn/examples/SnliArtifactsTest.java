package org.dknn.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.DeepKnn;
import org.dknn.examples.data.GeneratedPairs;
import org.dknn.examples.data.PairData;
import org.dknn.examples.network.PairGraphs;
import org.dknn.examples.network.Recipe;
import org.dknn.nlp.corpus.CorpusReport;
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

            CorpusReport report = SnliArtifacts.report(model, data, progress);

            assertEquals(data.unseen().size(), report.texts());
            assertEquals(List.of("conformity", "probability", "neighbors and network leave-one-out"), report.methods());
            assertEquals(PairData.LABELS, report.labelSet());
            assertTrue(
                    report.source().startsWith(data.name() + ", unseen, " + report.texts() + " hypotheses, "),
                    report.source());
            assertEquals(report, SnliArtifacts.report(model, data, progress));
        }
    }
}
