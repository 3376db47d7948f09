package org.dknn.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Networks with two further words: a vector of zeros and the mean of all words, at the two indices after the last word.
 * For all other texts their output equals that of the original network.
 *
 * <p>They replace a word without moving the words around it, in networks trained without a mask. The weights are
 * copied; the given network is not changed.
 */
public final class ExtendedEmbedding {

    private ExtendedEmbedding() {}

    /**
     * Extends the only embedding of a network.
     *
     * @param firstWord first row of the embedding that is a word and is part of the mean
     * @throws IllegalArgumentException if there is no {@link EmbeddingSequenceLayer}, or more than one
     */
    public static ComputationGraph of(MultiLayerNetwork network, int firstWord) {
        return KeptBuffers.during(() -> extended(network, firstWord));
    }

    /**
     * Extends the only embedding of a network.
     *
     * @param firstWord first row of the embedding that is a word and is part of the mean
     * @throws IllegalArgumentException if there is no {@link EmbeddingSequenceLayer}, or more than one
     */
    public static ComputationGraph of(ComputationGraph network, int firstWord) {
        return KeptBuffers.during(() -> extended(network, firstWord));
    }

    private static ComputationGraph extended(Model network, int firstWord) {
        ComputationGraph original = GraphAdapter.of(network);
        ComputationGraphConfiguration configuration =
                original.getConfiguration().clone();
        String name = onlyEmbedding(configuration);
        int words = grow(configuration, name);
        if (firstWord < 0 || firstWord >= words) {
            throw new IllegalArgumentException("the first word must be in 0.." + (words - 1) + ", got " + firstWord);
        }
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        for (GraphVertex vertex : original.getVertices()) {
            copyWeights(vertex, graph.getVertex(vertex.getVertexName()));
        }
        INDArray rows = graph.getLayer(name).getParam("W");
        INDArray known = rows.get(NDArrayIndex.interval(firstWord, words), NDArrayIndex.all());
        rows.getRow(words).assign(0);
        rows.getRow(words + 1).assign(known.mean(0));
        return graph;
    }

    /** Rows beyond the copied ones are kept. */
    private static void copyWeights(GraphVertex source, GraphVertex target) {
        Map<String, INDArray> weights = target.paramTable(false);
        source.paramTable(false).forEach((key, from) -> {
            INDArray to = Objects.requireNonNull(weights.get(key));
            boolean grown = to.size(0) > from.size(0);
            INDArray room = grown ? to.get(NDArrayIndex.interval(0, from.size(0)), NDArrayIndex.all()) : to;
            room.assign(from);
        });
    }

    private static String onlyEmbedding(ComputationGraphConfiguration configuration) {
        List<String> names = configuration.getVertices().entrySet().stream()
                .filter(entry -> embedding(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (names.size() != 1) {
            throw new IllegalArgumentException("needs one EmbeddingSequenceLayer, got " + names);
        }
        return names.get(0);
    }

    private static boolean embedding(org.deeplearning4j.nn.conf.graph.GraphVertex vertex) {
        return vertex instanceof LayerVertex layer && layer.getLayerConf().getLayer() instanceof EmbeddingSequenceLayer;
    }

    /** Adds two rows; returns the number before. */
    private static int grow(ComputationGraphConfiguration configuration, String name) {
        if (configuration.getVertices().get(name) instanceof LayerVertex layer
                && layer.getLayerConf().getLayer() instanceof EmbeddingSequenceLayer embedding) {
            int words = Math.toIntExact(embedding.getNIn());
            embedding.setNIn(words + 2L);
            return words;
        }
        throw new IllegalArgumentException("needs an EmbeddingSequenceLayer, got " + name);
    }
}
