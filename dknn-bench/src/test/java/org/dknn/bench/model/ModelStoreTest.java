package org.dknn.bench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.GeneratedCorpus;
import org.dknn.bench.data.Parts;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Recipe.Dropout;
import org.dknn.cli.train.Recipe.Looks;
import org.dknn.cli.train.Recipe.Rate;
import org.dknn.conformal.Nonconformity;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    /** With a learning rate of 0 a network ends where it starts. */
    private static final Recipe STILL = new Recipe(new Dropout(0.2, 0.1), new Rate(0, 0), new Looks(1, 3), 0.9, 50, 1);

    private static final Parts<List<String>> DATA = GeneratedCorpus.make(3, 90, 80);

    private static final ModelDesign<List<String>> EUCLIDEAN =
            new ModelDesign<>(DATA, DATA.training(), NetworkKind.CNN, STILL, Metric.EUCLIDEAN, Nonconformity.count());

    @TempDir
    private Path directory;

    private String make(ModelDesign<?> design) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        store(said).loadOrTrain(design).close();
        return said.toString(StandardCharsets.UTF_8);
    }

    private ModelStore store(ByteArrayOutputStream said) {
        return new ModelStore(new Folders(List.of(), directory), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @Test
    void neighbors_that_are_damaged_are_found_again_without_training() throws IOException {
        String first = make(EUCLIDEAN);
        Path kept = store(new ByteArrayOutputStream()).directory(EUCLIDEAN).resolve("dknn-euclidean/dknn.model");
        Files.write(kept, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        String second = make(EUCLIDEAN);
        String third = make(EUCLIDEAN);
        assertTrue(first.contains("Trains the CNN on 90 examples; 80 are held out"), first);
        assertTrue(second.contains("Makes the neighbors"), second);
        assertFalse(second.contains("Trains"), second);
        assertFalse(third.contains("Makes"), third);
    }

    @Test
    void one_network_serves_both_distances() throws IOException {
        ModelDesign<List<String>> byCosine = EUCLIDEAN.measuredBy(Metric.COSINE);
        make(byCosine);
        String said = make(EUCLIDEAN);
        assertEquals(ModelStore.name(byCosine), ModelStore.name(EUCLIDEAN));
        assertFalse(said.contains("Trains"), said);
    }

    @Test
    void names_tell_all_that_a_network_depends_on() {
        String name = ModelStore.name(EUCLIDEAN);
        assertTrue(name.matches("generated-corpus-cnn-1-[0-9a-f]{12}"), name);
        assertNotEquals(name, ModelStore.name(EUCLIDEAN.by(STILL.withEpochs(2))));
        assertNotEquals(name, ModelStore.name(EUCLIDEAN.onShuffledLabels(STILL)));
    }

    @Test
    void labels_are_shuffled_and_kept_in_number() {
        Parts<List<String>> shuffled =
                EUCLIDEAN.onShuffledLabels(STILL.withSeed(5)).data();
        assertEquals(DATA.training().inputs(), shuffled.training().inputs());
        assertEquals(
                Arrays.stream(DATA.training().labels()).sum(),
                Arrays.stream(shuffled.training().labels()).sum());
        assertFalse(Arrays.equals(DATA.training().labels(), shuffled.training().labels()));
        assertFalse(Arrays.equals(
                EUCLIDEAN.onShuffledLabels(STILL.withSeed(6)).data().training().labels(),
                shuffled.training().labels()));
        assertEquals(shuffled.training(), shuffled.dev());
    }
}
