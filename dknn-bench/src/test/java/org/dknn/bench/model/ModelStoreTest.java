package org.dknn.bench.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.bench.data.GeneratedCorpus;
import org.dknn.bench.data.SentenceData;
import org.dknn.cli.train.Recipe;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    /** With a learning rate of 0 a network ends where it starts. */
    private static final Recipe STILL = new Recipe(0.2, 0.1, 0, 0, 50, 0.9, 1, 3, 1, 1);

    @TempDir
    private Path directory;

    private SentenceData data;

    @BeforeEach
    void useOwnCache() {
        System.setProperty("dknn.cache", directory.resolve("cache").toString());
        SentenceData made = GeneratedCorpus.make(3);
        Dataset<List<String>> few =
                made.training().select(IntStream.range(0, 120).toArray());
        data = new SentenceData(
                made.name(), made.origin(), made.sources(), few, made.phrases(), made.dev(), made.test());
    }

    @AfterEach
    void useUsualCache() {
        System.clearProperty("dknn.cache");
    }

    private String make(ModelStore store) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ConsoleProgress progress = new ConsoleProgress(new PrintStream(said, true, StandardCharsets.UTF_8));
        store.loadOrMake(progress).close();
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void an_embedding_starts_from_the_vectors_it_is_given() throws IOException {
        PretrainedVectors vectors =
                PretrainedVectors.read(Files.writeString(directory.resolve("vectors"), "film 7 8\n"));
        Classifier started = NetworkKind.CNN.classifier(STILL).startingFrom(vectors);

        try (TrainedModel model = ModelStore.ofExample(started, data)
                .loadOrMake(new ConsoleProgress(
                        new PrintStream(directory.resolve("said").toFile())))) {
            ComputationGraph network = model.network();
            float[] film = network.getParam("embedding_W")
                    .getRow(model.vocabulary().id("film"))
                    .toFloatVector();
            assertArrayEquals(new float[] {7, 8}, film, 1e-6f);
        }
    }

    @Test
    void neighbors_that_are_damaged_are_found_again_without_training() throws IOException {
        ModelStore store = ModelStore.ofExample(NetworkKind.CNN.classifier(STILL), data);
        String first = make(store);
        Files.write(store.directory().resolve("dknn-euclidean/dknn.model"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

        String second = make(store);
        String third = make(store);

        assertTrue(first.contains("Trains the CNN on 90 sentences; 30 sentences are held out"), first);
        assertTrue(second.contains("Cannot use the neighbors kept there"), second);
        assertFalse(second.contains("Trains"), second);
        assertFalse(third.contains("Cannot use"), third);
    }

    @Test
    void one_network_serves_both_distances() throws IOException {
        Classifier cnn = NetworkKind.CNN.classifier(STILL);
        Dataset.Split<List<String>> split = data.training().holdOut(30, 7);
        ModelStore byCosine = new ModelStore(cnn, data, split, Metric.COSINE);
        ModelStore euclidean = new ModelStore(cnn, data, split, Metric.EUCLIDEAN);

        make(byCosine);
        String said = make(euclidean);

        assertEquals(byCosine.directory(), euclidean.directory());
        assertFalse(said.contains("Trains"), said);
    }
}
