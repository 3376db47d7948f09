package org.dknn.dl4j;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

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
            requireInitialized(graph.params() != null);
            return replica(graph);
        }
        if (network instanceof MultiLayerNetwork layers) {
            requireInitialized(layers.isInitCalled() && layers.params() != null);
            ComputationGraph graph = new ComputationGraph(
                    layers.toComputationGraph().getConfiguration().clone());
            graph.init(layers.params(), false);
            return graph;
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

    /** Another graph over the same parameter memory; the configuration is copied, since running a graph changes it. */
    static ComputationGraph replica(ComputationGraph graph) {
        ComputationGraph replica = new ComputationGraph(graph.getConfiguration().clone());
        replica.init(graph.params(), false);
        return replica;
    }
}
