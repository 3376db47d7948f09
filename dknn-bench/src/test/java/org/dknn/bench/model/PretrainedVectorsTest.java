package org.dknn.bench.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.bench.data.Sha256;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class PretrainedVectorsTest {

    @TempDir
    private Path directory;

    private PretrainedVectors read(String lines) throws IOException {
        return PretrainedVectors.read(Files.writeString(directory.resolve("vectors.txt"), lines));
    }

    @Test
    void vectors_know_their_file() throws IOException {
        PretrainedVectors vectors = read("film 1 -2.5\ndull 0.5 3e-2\n");

        assertEquals(2, vectors.width());
        assertEquals(Sha256.hex(Files.readAllBytes(directory.resolve("vectors.txt"))), vectors.sha256());
    }

    @Test
    void vectors_of_another_width_than_the_embedding_are_refused() throws IOException {
        Vocabulary vocabulary = Vocabulary.build(List.of(List.of("film")), 1);
        ComputationGraph network =
                new ComputationGraph(SentenceGraphs.cnn(new Sizes(vocabulary.size(), 3, 6), Recipe.onFewSentences()));
        network.init();
        PretrainedVectors vectors = read("film 7 8\n");

        String message = assertThrows(IllegalArgumentException.class, () -> vectors.fill(network, vocabulary))
                .getMessage();

        assertEquals("vectors must have the width of the embedding, 3, got 2", message);
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
