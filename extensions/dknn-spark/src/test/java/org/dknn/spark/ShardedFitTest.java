package org.dknn.spark;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.Metric;
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
        ShardBuilder builder = new ShardBuilder(network, space(network));
        Dataset<List<String>> training = trained.training();
        for (int i = from; i < to; i++) {
            builder.add(String.join(" ", training.inputs().get(i)), SmallModel.CLASSES.name(training.label(i)));
        }
        Path directory = folder.resolve("shard-" + from);
        builder.write(directory, factory);
        return directory;
    }

    private static ShardedFit fit() {
        return new ShardedFit(network, space(network), Faiss.flatOrExact());
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
