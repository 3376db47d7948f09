package org.dknn.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link SparkRun}: real sentences, by a network that was trained on them. */
@Tag("long")
class SparkRunTest {

    private static final int TEXTS = 10_000;
    private static final int THREADS = 2;

    @Test
    void rows_of_real_sentences_are_those_of_one_jvm(@TempDir Path folder) throws Exception {
        Path network = Path.of(System.getProperty("dknn.network", "none"));
        Assumptions.assumeTrue(
                Files.exists(network.resolve("network.zip"))
                        && Files.exists(SparkRun.data().resolve("sst")),
                "needs the Stanford Sentiment Treebank, and -Ddknn.network=DIR with the network.zip and vocabulary of the main example");
        LocalSpark.builder().getOrCreate();
        Path model = folder.resolve("model");

        SparkRun.fit(network, model);

        assertEquals(
                TEXTS,
                SparkRun.explain(
                        model, TEXTS, THREADS, folder.resolve("explained").toString()));
        DknnTextExplainer.releaseModels();
    }
}
