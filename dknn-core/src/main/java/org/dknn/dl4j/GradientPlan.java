package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;

/**
 * Vertices of a graph that output embeddings, and the vertices that depend on them.
 *
 * @param sources vertices whose output is the embeddings, in the order in which they run: the embedding layers, or the
 *     graph's inputs if it has none
 * @param channelsLast whether each has its channels last
 * @param behind vertices that depend on a source
 * @param output vertex of the logits
 */
record GradientPlan(List<Integer> sources, List<Boolean> channelsLast, BitSet behind, int output) {

    /**
     * The plan of a graph.
     *
     * @param wordsByRow per network input, whether it is an image with a word per row
     */
    static GradientPlan of(ComputationGraph graph, String outputName, List<Boolean> wordsByRow) {
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        List<Integer> sources = sources(graph, true);
        if (sources.isEmpty()) {
            sources = sources(graph, false);
        }
        List<Boolean> channelsLast = new ArrayList<>();
        for (int source : sources) {
            String name = graph.getVertices()[source].getVertexName();
            // vertices of inputs come first, in the order of the inputs
            boolean byRow = graph.getVertices()[source].isInputVertex() && wordsByRow.get(source);
            channelsLast.add(byRow || Sequences.isChannelsLast(configuration, reader(configuration, name)));
        }
        int output = graph.getVertex(outputName).getVertexIndex();
        return new GradientPlan(sources, channelsLast, behind(graph, sources), output);
    }

    private static List<Integer> sources(ComputationGraph graph, boolean embeddings) {
        List<Integer> sources = new ArrayList<>();
        for (int i : graph.topologicalSortOrder()) {
            String name = graph.getVertices()[i].getVertexName();
            boolean isSource =
                    embeddings ? isEmbedding(graph.getConfiguration(), name) : graph.getVertices()[i].isInputVertex();
            if (isSource) {
                sources.add(i);
            }
        }
        return List.copyOf(sources);
    }

    private static boolean isEmbedding(ComputationGraphConfiguration configuration, String name) {
        return configuration.getVertices().get(name) instanceof LayerVertex layerVertex
                && layerVertex.getLayerConf().getLayer() instanceof EmbeddingSequenceLayer;
    }

    /** The vertex itself, or the first one that reads an input of the graph. */
    private static String reader(ComputationGraphConfiguration configuration, String name) {
        if (configuration.getVertices().containsKey(name)) {
            return name;
        }
        return configuration.getVertexInputs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(name))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(name);
    }

    private static BitSet behind(ComputationGraph graph, List<Integer> sources) {
        BitSet behind = new BitSet();
        for (int i : graph.topologicalSortOrder()) {
            VertexIndices[] outputs = graph.getVertices()[i].getOutputVertices();
            if (outputs != null && (behind.get(i) || sources.contains(i))) {
                for (VertexIndices next : outputs) {
                    behind.set(next.getVertexIndex());
                }
            }
        }
        return behind;
    }
}
