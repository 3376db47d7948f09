package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.GeneratedCorpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.SanityStudy.Result;
import org.dknn.cli.page.Table;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Recipe.Dropout;
import org.dknn.cli.train.Recipe.Looks;
import org.dknn.cli.train.Recipe.Rate;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.evaluate.AgreementMetric;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both checks of a CNN on a small corpus that is easy to learn. */
class SanityStudyTest {

    private static final String SPEARMAN = AgreementMetric.spearman().name();
    private static final String PROBABILITY = "probability / probability";
    private static final String GRADIENT = "gradient x input / gradient x input";

    /** Enough to learn something of 200 labels that follow no rule. */
    private static final Recipe BRIEFLY =
            new Recipe(new Dropout(0, 0), new Rate(2e-3, 0), new Looks(8, 6), 0.9, 50, 24);

    private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();

    @TempDir
    private static Path directory;

    private static TrainedModel<List<String>> trained;
    private static Map<String, Result> parameters;
    private static Map<String, Result> labels;

    @BeforeAll
    static void check() throws IOException {
        Parts<List<String>> data = GeneratedCorpus.make(5, 200, 80);
        ModelDesign<List<String>> design = new ModelDesign<>(
                data,
                data.training(),
                NetworkKind.CNN,
                Recipe.onFewSentences().withEpochs(8),
                Metric.COSINE,
                Nonconformity.count());
        trained = store().loadOrTrain(design);
        parameters = study().parameters();
        labels = labels();
    }

    @AfterAll
    static void close() {
        trained.close();
    }

    private static ModelStore store() {
        return new ModelStore(new Folders(List.of(), directory), new PrintStream(SAID, true, StandardCharsets.UTF_8));
    }

    private static SanityStudy study() {
        return new SanityStudy(
                store(),
                trained,
                trained.data().dev().select(IntStream.range(0, 12).toArray()));
    }

    /** There is no model of another seed. */
    private static Map<String, Result> labels() throws IOException {
        ModelDesign<List<String>> another = trained.design().by(BRIEFLY.withSeed(9));
        return study().labels(trained.design(), BRIEFLY, another);
    }

    private static double spearman(Map<String, Result> results, String row, int explainer) {
        TextValues values = results.get(row).values();
        return TextValues.mean(List.of(values))
                .estimate(values.explainers().get(explainer), SPEARMAN)
                .orElseThrow()
                .mean();
    }

    private static int place(String explainer) {
        return parameters.get(SanityStudy.NOTHING).values().explainers().indexOf(explainer);
    }

    @Test
    void a_model_agrees_with_itself() {
        assertTrue(spearman(parameters, SanityStudy.NOTHING, place(PROBABILITY)) > 0.99);
        assertTrue(spearman(parameters, SanityStudy.NOTHING, place(GRADIENT)) > 0.99);
        assertTrue(parameters.get(SanityStudy.NOTHING).rights().get(0) > 0.9);
    }

    @Test
    void all_layers_are_drawn_one_after_the_other() {
        assertEquals(9, parameters.size());
        assertEquals(
                List.of(SanityStudy.NOTHING, "out", "and dense3"),
                List.copyOf(parameters.keySet()).subList(0, 3));
        assertTrue(parameters.containsKey("and embedding"));
    }

    @Test
    void explanations_of_a_network_that_knows_nothing_are_others() {
        for (String explainer : List.of(PROBABILITY, GRADIENT)) {
            double rho = spearman(parameters, "and embedding", place(explainer));
            assertTrue(Math.abs(rho) < 0.6, explainer + " " + rho);
        }
        assertTrue(Math.abs(spearman(parameters, "and embedding", 0)) < 0.3);
    }

    @Test
    void shuffled_labels_are_learned_and_their_explanations_are_others() {
        Result shuffled = labels.get(SanityStudy.SHUFFLED);
        assertEquals(List.of(SanityStudy.SHUFFLED), List.copyOf(labels.keySet()));
        assertTrue(shuffled.learned() > 0.7, shuffled.toString());
        assertTrue(shuffled.rights().get(0) < 0.85, shuffled.toString());
        assertTrue(spearman(labels, SanityStudy.SHUFFLED, place(PROBABILITY)) < 0.6, shuffled.toString());
    }

    @Test
    void what_is_kept_is_not_computed_again() throws IOException {
        SAID.reset();
        assertEquals(parameters, study().parameters());
        assertEquals(labels, labels());
        String said = SAID.toString(StandardCharsets.UTF_8);
        assertFalse(said.contains("Trains") || said.contains("agreement"), said);
    }

    @Test
    void the_table_has_a_row_per_network() {
        Table table = SanityStudy.table(List.of(parameters, parameters), "drawn", SPEARMAN);
        assertEquals(
                List.of(
                        "drawn",
                        "random",
                        "neighbors and network",
                        "conformity",
                        "probability",
                        "gradient x input",
                        "softmax right",
                        "neighbors right"),
                table.columns());
        assertEquals(9, table.rows().size());
    }
}
