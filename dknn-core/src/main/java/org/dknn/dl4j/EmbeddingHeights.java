package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The embeddings of a graph, and a check that every word's number is a row of the one that reads it. */
final class EmbeddingHeights {

    private EmbeddingHeights() {}

    /** Refuses an encoder with a number above the embedding of its network input. */
    static void require(ComputationGraph graph, InputEncoder<?> encoder) {
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        List<String> inputs = configuration.getNetworkInputs();
        List<Optional<InputEncoder.LargestId>> largest = encoder.largestIds();
        for (int i = 0; i < Math.min(inputs.size(), largest.size()); i++) {
            if (largest.get(i).isPresent()) {
                require(configuration, inputs.get(i), largest.get(i).get());
            }
        }
    }

    private static void require(
            ComputationGraphConfiguration configuration, String input, InputEncoder.LargestId largest) {
        for (FeedForwardLayer embedding : embeddings(configuration, input)) {
            if (largest.id() >= embedding.getNIn()) {
                throw new IllegalArgumentException("the embedding \"" + embedding.getLayerName() + "\" has the rows 0.."
                        + (embedding.getNIn() - 1) + ", but the encoder gives " + largest.word() + " the number "
                        + largest.id() + "; give the encoder the numbers that the network was trained with");
            }
        }
    }

    /** Names of the layers that give an embedding per step, in the order of the alphabet. */
    static List<String> sequences(ComputationGraphConfiguration configuration) {
        return configuration.getVertices().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof LayerVertex vertex
                        && Sequences.unwrapped(vertex.getLayerConf().getLayer()) instanceof EmbeddingSequenceLayer)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether a layer reads an input of the network itself, and so has a row per text. */
    static boolean readsAnInput(ComputationGraphConfiguration configuration, String layer) {
        return configuration
                .getNetworkInputs()
                .containsAll(configuration.getVertexInputs().getOrDefault(layer, List.of()));
    }

    /** The embedding layers that read a vertex, at once or behind vertices that join or stack. */
    private static List<FeedForwardLayer> embeddings(ComputationGraphConfiguration configuration, String vertex) {
        List<FeedForwardLayer> found = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry :
                configuration.getVertexInputs().entrySet()) {
            if (entry.getValue().contains(vertex)) {
                if (configuration.getVertices().get(entry.getKey()) instanceof LayerVertex layerVertex) {
                    Layer layer = Sequences.unwrapped(layerVertex.getLayerConf().getLayer());
                    if (layer instanceof EmbeddingSequenceLayer || layer instanceof EmbeddingLayer) {
                        found.add((FeedForwardLayer) layer);
                    }
                } else {
                    found.addAll(embeddings(configuration, entry.getKey()));
                }
            }
        }
        return found;
    }
}
