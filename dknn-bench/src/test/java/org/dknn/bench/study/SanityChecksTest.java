package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.bench.data.GeneratedCorpus;
import org.dknn.bench.data.SentenceData;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;
import org.dknn.cli.train.Trainer;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both checks of a CNN on a small corpus that is easy to learn. */
class SanityChecksTest {

    private static final String PROBABILITY = "probability / probability";
    private static final String GRADIENT = "gradient x input / gradient x input";

    /** Enough to learn something of 300 labels that follow no rule. */
    private static final Recipe BRIEFLY = new Recipe(0, 0, 2e-3, 0, 50, 0.9, 8, 3, 12, 1);

    @TempDir
    private static Path directory;

    private static TrainedModel trained;
    private static List<String> explainers;
    private static Map<String, SanityResult> parameters;
    private static Map<String, SanityResult> labels;

    @BeforeAll
    static void check() throws IOException {
        trained = trained();
        SanityComparison comparison = comparison(ProgressListener.silent());
        SanityChecks checks = checks(comparison, new ArrayList<>());
        explainers = comparison.explainers();
        parameters = checks.parameters();
        labels = checks.labels(directory.resolve("network.zip"), BRIEFLY, Optional.empty());
    }

    @AfterAll
    static void close() {
        trained.close();
    }

    private static TrainedModel trained() {
        SentenceData data = GeneratedCorpus.make(5);
        Dataset.Split<List<String>> split =
                data.training().select(IntStream.range(0, 400).toArray()).holdOut(100, 1);
        Vocabulary vocabulary = Vocabulary.build(split.kept().inputs(), 1);
        Recipe recipe = Recipe.onFewSentences().withEpochs(8);
        ComputationGraph untrained = new ComputationGraph(SentenceGraphs.cnn(Sizes.of(vocabulary.size(), 2), recipe));
        untrained.init();
        ComputationGraph network = new Trainer<>(recipe, Reading.sentences(vocabulary), line -> {})
                .train(untrained, split.kept(), data.dev());
        Dl4jExtractor<List<String>> extractor = NetworkKind.CNN
                .addLayers(Dl4jExtractor.builder(network, new TokenIds(vocabulary)))
                .build();
        DeepKnn<List<String>> dknn = DeepKnn.builder(extractor).neighbors(15).fit(split.kept(), split.heldOut());
        return new TrainedModel(data, split, network, vocabulary, dknn);
    }

    private static SanityComparison comparison(ProgressListener listener) {
        return new SanityComparison(
                trained, trained.data().dev().select(IntStream.range(0, 25).toArray()), listener);
    }

    private static SanityChecks checks(SanityComparison comparison, List<String> said) {
        return new SanityChecks(
                new Randomiser(trained, NetworkKind.CNN, said::add), comparison, directory.resolve("kept"), said::add);
    }

    private static double spearman(Map<String, SanityResult> results, String row, String explainer) {
        return results.get(row).estimate(explainer, SanityComparison.SPEARMAN).mean();
    }

    private static double right(Map<String, SanityResult> results, String row, String of) {
        return results.get(row).estimate(SanityComparison.RIGHT, of).mean();
    }

    @Test
    void a_model_agrees_with_itself() {
        assertTrue(spearman(parameters, SanityChecks.NOTHING, PROBABILITY) > 0.99);
        assertTrue(spearman(parameters, SanityChecks.NOTHING, GRADIENT) > 0.99);
        assertTrue(right(parameters, SanityChecks.NOTHING, "softmax") > 0.9);
    }

    @Test
    void all_layers_are_drawn_one_after_the_other() {
        assertEquals(9, parameters.size());
        assertEquals(
                List.of(SanityChecks.NOTHING, "out", "and dense3"),
                List.copyOf(parameters.keySet()).subList(0, 3));
        assertTrue(parameters.containsKey("and embedding"));
    }

    @Test
    void explanations_of_a_network_that_knows_nothing_are_others() {
        for (String explainer : List.of(PROBABILITY, GRADIENT)) {
            double rho = spearman(parameters, "and embedding", explainer);
            assertTrue(Math.abs(rho) < 0.5, explainer + " " + rho);
        }
        assertTrue(Math.abs(spearman(parameters, "and embedding", SanityComparison.RANDOM)) < 0.3);
    }

    @Test
    void every_sentence_counts_whatever_the_models_predict() {
        assertEquals(
                25,
                parameters
                        .get("and embedding")
                        .estimate(PROBABILITY, SanityComparison.SPEARMAN)
                        .count());
    }

    @Test
    void shuffled_labels_are_learned_and_their_explanations_are_others() {
        assertTrue(right(labels, SanityChecks.SHUFFLED, SanityChecks.LEARNED) > 0.7, labels.toString());
        assertTrue(right(labels, SanityChecks.SHUFFLED, "softmax") < 0.8, labels.toString());
        assertTrue(spearman(labels, SanityChecks.SHUFFLED, PROBABILITY) < 0.6, labels.toString());
    }

    @Test
    void what_is_kept_is_not_computed_again() throws IOException {
        List<String> said = new ArrayList<>();
        List<Long> explained = new ArrayList<>();
        SanityChecks again = checks(comparison((pass, done, total) -> explained.add(done)), said);

        assertEquals(parameters, again.parameters());
        assertEquals(labels, again.labels(directory.resolve("network.zip"), BRIEFLY, Optional.empty()));
        assertEquals(List.of(), explained);
        assertFalse(said.stream().anyMatch(line -> line.startsWith("Trains")), said.toString());
    }

    @Test
    void the_table_has_a_row_a_network() {
        String table = new SanityTable(List.of(parameters, parameters), "drawn", explainers)
                .markdown(SanityComparison.SPEARMAN);

        assertTrue(
                table.startsWith(
                        "| drawn | random | neighbors and network | conformity | probability | gradient x input |"
                                + " softmax right | neighbors right |\n|---|---:|---:|---:|---:|---:|---:|---:|\n| nothing | "),
                table);
        assertEquals(11, table.lines().count(), table);
    }
}
