package org.dknn.bench.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;
import org.dknn.cli.train.Trainer;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    @TempDir
    private Path directory;

    /** With a learning rate of 0 a network ends where it starts. */
    @Test
    void an_embedding_starts_from_the_vectors_it_is_given() throws IOException {
        Dataset<List<String>> sentences = Dataset.of(
                List.of(List.of("a", "fine", "film"), List.of("a", "dull", "film"), List.of("what", "a", "plot")),
                new int[] {2, 0, 1},
                LabelSet.numbered(3));
        Vocabulary vocabulary = Vocabulary.build(sentences.inputs(), 1);
        PretrainedVectors vectors =
                PretrainedVectors.read(Files.writeString(directory.resolve("vectors"), "film 7 8\n"));
        Recipe still = new Recipe(0.2, 0.1, 0, 0, 50, 0.9, 1, 3, 1, 1);

        ComputationGraph untrained =
                new ComputationGraph(SentenceGraphs.cnn(new Sizes(vocabulary.size(), 2, 3), still));
        untrained.init();
        vectors.fill(untrained, vocabulary);
        ComputationGraph network =
                new Trainer<>(still, Reading.sentences(vocabulary), said -> {}).train(untrained, sentences, sentences);

        assertArrayEquals(
                new float[] {7, 8},
                network.getParam("embedding_W").getRow(vocabulary.id("film")).toFloatVector(),
                1e-6f);
    }
}
