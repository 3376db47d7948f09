package org.dknn.spark;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards without Spark. */
class ShardedFitTest {

    private static SmallModel trained;
    private static TextNetwork network;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        trained = SmallModel.trained();
        network = new TextNetwork(trained.extractor(), Tokenizer.whitespace());
    }

    private static Shard.Space space(TextNetwork network) {
        return new Shard.Space(
                network.extractor().fingerprint(),
                network.extractor().layers(),
                SmallModel.CLASSES.names(),
                Metric.EUCLIDEAN);
    }

    /** A shard of some training examples. */
    private Path shard(TextNetwork network, int from, int to, IndexFactory factory) throws IOException {
        Path directory = folder.resolve("shard-" + from);
        examples(network, from, to).write(directory, (layer, label) -> factory);
        return directory;
    }

    private static ShardBuilder examples(TextNetwork network, int from, int to) {
        ShardBuilder builder = new ShardBuilder(network, space(network));
        Dataset<List<String>> training = trained.training();
        for (int i = from; i < to; i++) {
            builder.add(String.join(" ", training.inputs().get(i)), SmallModel.CLASSES.name(training.label(i)));
        }
        return builder;
    }

    private static ShardedFit fit() {
        return new ShardedFit(network, space(network), new IndexChoice(IndexChoice.EXACT, 16, 1));
    }

    @Test
    void shards_of_executors_without_FAISS_are_joined_with_others() throws IOException {
        Path model = folder.resolve("model");
        try (ShardedFit fit = fit()) {
            fit.add(shard(network, 0, 100, ExactIndex.factory()));
            fit.add(shard(network, 100, SmallModel.TRAINING, Faiss.flatOrExact()));
            fit.save(model, SmallModel.K, trained.calibration());
        }

        try (DeepKnn<List<String>> dknn = DeepKnn.builder(trained.extractor())
                        .neighbors(SmallModel.K)
                        .fit(trained.training(), trained.calibration());
                Explainer<String> joined = Explainer.load(model)) {
            Explainer<String> one = Explainer.of(dknn, Tokenizer.whitespace());
            for (String text : SmallModel.texts(20)) {
                assertEquals(one.withoutOod().explain(text), joined.withoutOod().explain(text));
            }
        }
    }

    /** One of four cells is visited, so that other cells would give other neighbors. */
    private static final IndexChoice CELLS = new IndexChoice("IVF4,Flat", 1, 60);

    /** Explains by cells that a part of the examples trained, and that were filled in so many shards. */
    private List<Explanation> explainedByCells(int shards) throws IOException {
        Path own = Files.createDirectory(folder.resolve("cells-" + shards));
        examples(network, 40, 160).train(CELLS, own);
        try (ShardedFit fit = new ShardedFit(network, space(network), CELLS)) {
            for (int shard = 0; shard < shards; shard++) {
                Path directory = own.resolve("shard-" + shard);
                examples(network, shard * SmallModel.TRAINING / shards, (shard + 1) * SmallModel.TRAINING / shards)
                        .write(directory, CELLS.factories(own));
                fit.add(directory);
            }
            fit.save(own.resolve("model"), SmallModel.K, trained.calibration());
        }
        try (Explainer<String> explainer = Explainer.load(own.resolve("model"))) {
            return explainer.explainAll(SmallModel.texts(40).stream()).toList();
        }
    }

    @Test
    void cells_that_are_filled_in_shards_are_those_that_are_filled_at_once() throws IOException {
        Assumptions.assumeTrue(Faiss.isAvailable(), "needs FAISS");

        List<Explanation> expected = explainedByCells(1);

        assertEquals(expected, explainedByCells(3));
    }

    @Test
    void a_machine_without_FAISS_is_told_where_cells_are_to_be_filled() {
        assertRefused(
                IllegalStateException.class,
                "the index IVF4,Flat needs FAISS on the driver and on each executor; on ",
                () -> CELLS.requireFaiss(Optional.of("built without")));

        new IndexChoice(IndexChoice.EXACT, 1, 60).requireFaiss(Optional.of("built without"));
        CELLS.requireFaiss(Optional.empty());
    }

    @Test
    void a_shard_of_another_network_is_refused() throws IOException {
        TextNetwork other = new TextNetwork(SmallModel.trained(8).extractor(), Tokenizer.whitespace());
        Path shard = shard(other, 0, 20, ExactIndex.factory());

        try (ShardedFit fit = fit()) {
            assertRefused("is there another network on an executor?", () -> fit.add(shard));
        }
    }

    @Test
    void a_shard_that_the_driver_does_not_see_is_told() {
        try (ShardedFit fit = fit()) {
            assertRefused("must be one that all of them share", () -> fit.add(folder.resolve("on-another-machine")));
        }
    }

    @Test
    void a_damaged_shard_is_told() throws IOException {
        Path shard = shard(network, 0, 20, ExactIndex.factory());
        Path file = shard.resolve("examples.shard");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 9));

        try (ShardedFit fit = fit()) {
            assertRefused(DknnFormatException.class, "is truncated", () -> fit.add(shard));
        }
    }
}
