package org.dknn.examples.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class WordVectorsTest {

    @TempDir
    private Path directory;

    private WordVectors read(String lines) throws IOException {
        return WordVectors.read(Files.writeString(directory.resolve("vectors.txt"), lines));
    }

    @Test
    void words_have_their_numbers() throws IOException {
        WordVectors vectors = read("film 1 -2.5\ndull 0.5 3e-2\n");

        assertEquals(2, vectors.width());
        assertArrayEquals(new float[] {0.5f, 0.03f}, vectors.of("dull").orElseThrow());
        assertTrue(vectors.of("plot").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dull 1", "dull 1 2 3", "dull 1 x", "dull 1 NaN", "dull 1 Infinity", "dull"})
    void a_line_of_another_form_is_refused_by_number(String line) {
        String message = assertThrows(IllegalArgumentException.class, () -> read("film 1 2\n" + line + "\n"))
                .getMessage();

        assertTrue(message.endsWith("line 2: needs a word and 2 finite numbers, got \"" + line + "\""), message);
    }

    @Test
    void a_file_without_vectors_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> read(""));
        assertThrows(IllegalArgumentException.class, () -> read("film\n"));
    }

    @Test
    void known_words_start_from_their_vectors_and_others_as_before() throws IOException {
        Vocabulary vocabulary = Vocabulary.build(List.of(List.of("film", "film", "plot")), 1);
        ComputationGraph network =
                new ComputationGraph(SentenceGraphs.cnn(new Sizes(vocabulary.size(), 2, 6), Recipe.onFewSentences()));
        network.init();
        INDArray before = network.getParam("embedding_W").dup();

        read("film 7 8\nunseen 9 9\n").fill(network, vocabulary);

        INDArray after = network.getParam("embedding_W");
        assertArrayEquals(
                new float[] {7, 8}, after.getRow(vocabulary.id("film")).toFloatVector());
        for (int other : List.of(Vocabulary.PADDING, Vocabulary.UNKNOWN, vocabulary.id("plot"))) {
            assertEquals(before.getRow(other), after.getRow(other));
        }
        assertEquals(6, network.getLayer("out").getParam("b").length());
    }
}
