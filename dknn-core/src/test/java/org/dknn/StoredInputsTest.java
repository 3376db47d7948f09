package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.index.ExactIndex;
import org.dknn.internal.DknnFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models whose reference examples stay in their file. */
class StoredInputsTest {

    private static final HashedExtractor EXTRACTOR = new HashedExtractor();
    private static final List<String> QUESTIONS =
            HashedExtractor.texts("question", 20).inputs();

    /** Texts of all lengths, the empty one and half a surrogate pair among them. */
    private static final Dataset<String> TRAINING = training();

    @TempDir
    private Path directory;

    private static Dataset<String> training() {
        List<String> texts =
                new ArrayList<>(HashedExtractor.texts("training", 300).inputs());
        texts.set(0, "");
        texts.set(7, "\ud83d");
        texts.set(8, "\ud83d\ude00 \u00e9\u4e2d");
        texts.set(299, "word ".repeat(30_000));
        return Dataset.of(texts, HashedExtractor.texts("training", 300).labels(), HashedExtractor.LABELS);
    }

    @BeforeEach
    void save() throws IOException {
        try (DeepKnn<String> dknn = DeepKnn.builder(EXTRACTOR)
                .neighbors(5)
                .index(ExactIndex.factory())
                .fit(TRAINING, HashedExtractor.texts("held out", 40))) {
            dknn.save(directory);
        }
    }

    private DeepKnn<String> load(long mostInMemory) throws IOException {
        return new ModelFiles(directory, mostInMemory).load(EXTRACTOR, InstalledIndexes.all());
    }

    private static List<Object> answers(DeepKnn<String> dknn) {
        List<Prediction> predictions = dknn.predictAll(QUESTIONS);
        List<Object> answers = new ArrayList<>(dknn.oodAll(QUESTIONS, predictions, 0.1));
        predictions.forEach(prediction -> answers.add(prediction.neighbors()));
        dknn.predictReference((prediction, ordinal) -> answers.add(prediction.pValues()));
        return answers;
    }

    @Test
    void texts_in_the_file_are_those_of_the_heap() throws IOException {
        try (DeepKnn<String> heap = load(Long.MAX_VALUE);
                DeepKnn<String> stored = load(0)) {
            assertFalse(heap.reference().inputs() instanceof StoredInputs);
            assertTrue(stored.reference().inputs() instanceof StoredInputs);
            assertEquals(TRAINING.inputs(), stored.reference().inputs());
            assertEquals(answers(heap), answers(stored));
            assertEquals(
                    TRAINING.inputs(),
                    IntStream.range(0, 300)
                            .parallel()
                            .mapToObj(i -> stored.reference().inputs().get(i))
                            .toList());
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> stored.reference().inputs().set(0, "other"));
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> stored.reference().inputs().get(300));
        }
    }

    @Test
    void a_stored_model_is_saved_over_itself() throws IOException {
        try (DeepKnn<String> stored = load(0)) {
            List<Object> expected = answers(stored);
            stored.save(directory);

            assertEquals(expected, answers(stored));
            try (DeepKnn<String> again = load(0)) {
                assertEquals(TRAINING.inputs(), again.reference().inputs());
                assertEquals(expected, answers(again));
            }
        }
    }

    @Test
    void a_closed_model_says_why_it_reads_no_text() throws IOException {
        Dataset<String> reference;
        try (DeepKnn<String> stored = load(0)) {
            reference = stored.reference();
        }
        assertEquals(300, reference.size());
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> reference.inputs().get(1));
        assertEquals("the classifier is closed, so its reference examples cannot be read", refused.getMessage());
    }

    @Test
    void a_damaged_or_shortened_file_is_refused_at_load() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(directory)) {
            file = files.filter(each -> each.getFileName().toString().startsWith("examples"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThrows(DknnFormatException.class, () -> load(0));

        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(DknnFormatException.class, () -> load(0));
    }
}
