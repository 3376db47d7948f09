package org.dknn.dl4j;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dknn.activation.Activations;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ExtendedEmbeddingTest {

    private static final String ZERO = String.valueOf(Networks.WORDS);
    private static final String MEAN = String.valueOf(Networks.WORDS + 1);

    @Test
    void the_two_words_are_zeros_and_the_mean_of_the_others() {
        ComputationGraph graph = Networks.cnn();
        INDArray words = graph.getLayer("embedding").getParam("W");

        FloatMatrix rows = Dl4jGradientExtractor.of(ExtendedEmbedding.of(graph, 2), new IdEncoder())
                .embeddings("3 " + ZERO + " " + MEAN);

        assertArrayEquals(words.getRow(3).toFloatVector(), rows.row(0));
        assertArrayEquals(new float[8], rows.row(1));
        float[] mean = words.get(NDArrayIndex.interval(2, Networks.WORDS), NDArrayIndex.all())
                .mean(0)
                .toFloatVector();
        assertArrayEquals(mean, rows.row(2), 1e-6f);
    }

    @Test
    void other_texts_get_the_answers_of_the_network() {
        List<String> texts = List.of("3 1 4 1 5", "", "9");
        MultiLayerNetwork network = Networks.biLstm();
        INDArray parameters = network.params().dup();
        Activations expected = Dl4jExtractor.builder(network, new IdEncoder())
                .layer("2")
                .build()
                .extract(texts);

        ComputationGraph extended = ExtendedEmbedding.of(network, 2);
        Activations got = Dl4jExtractor.builder(extended, new IdEncoder())
                .layer("2")
                .build()
                .extract(texts);

        for (int row = 0; row < texts.size(); row++) {
            assertArrayEquals(
                    expected.matrices().get(0).row(row), got.matrices().get(0).row(row), 1e-6f);
            assertArrayEquals(
                    expected.probabilities().row(row), got.probabilities().row(row), 1e-6f);
        }
        assertEquals(parameters, network.params());
    }

    @Test
    void networks_without_an_embedding_are_refused() {
        assertRefused(
                "needs one EmbeddingSequenceLayer, got []",
                () -> ExtendedEmbedding.of(GradientNetworks.ofVectors(), 2));
        assertRefused(
                "needs one EmbeddingSequenceLayer, got [embedding",
                () -> ExtendedEmbedding.of(GradientNetworks.pair(), 2));
        assertRefused("the first word must be in 0..39, got 40", () -> ExtendedEmbedding.of(Networks.cnn(), 40));
    }
}
