package org.dknn.dl4j;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every network as a graph, so that one extractor serves both kinds; the parameters stay where they are. */
final class GraphView {

    private GraphView() {}

    /**
     * A graph of its own over a network's parameter memory.
     *
     * @throws IllegalArgumentException if the network is of another kind, or not initialized
     */
    static ComputationGraph of(Model network) {
        if (network instanceof ComputationGraph graph) {
            requireInitialized(graph.getVertices() != null && graph.getVertices().length > 0);
            return replica(graph);
        }
        if (network instanceof MultiLayerNetwork layers) {
            requireInitialized(layers.isInitCalled() && layers.params() != null);
            return over(layers.params(), layers.toComputationGraph().getConfiguration());
        }
        throw new IllegalArgumentException("the network must be a MultiLayerNetwork or a ComputationGraph, got "
                + network.getClass().getName());
    }

    private static void requireInitialized(boolean initialized) {
        if (!initialized) {
            throw new IllegalArgumentException(
                    "the network must be initialized and trained, got one without parameters");
        }
    }

    /** Another graph over the same parameter memory. */
    static ComputationGraph replica(ComputationGraph graph) {
        return over(graph.params(), graph.getConfiguration());
    }

    private static ComputationGraph over(INDArray parameters, ComputationGraphConfiguration original) {
        // running a graph writes to its configuration
        ComputationGraphConfiguration configuration = original.clone();
        // with workspaces, asking for a layer that convolutions read throws "Workspace ... is not open"
        configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE);
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init(parameters, false);
        return graph;
    }
}
