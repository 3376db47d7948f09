package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adapter of every network to a graph, so that one extractor handles both kinds. Shares the parameter memory. */
final class GraphAdapter {

    private static final String INPUT = "in";

    private GraphAdapter() {}

    /**
     * A graph of its own over a network's parameter memory.
     *
     * @throws IllegalArgumentException if the network is of another kind, or not initialized
     */
    static ComputationGraph of(Model network) {
        return KeptBuffers.during(() -> graphOf(network));
    }

    private static ComputationGraph graphOf(Model network) {
        if (network instanceof ComputationGraph graph) {
            requireInitialized(graph.getVertices() != null && graph.getVertices().length > 0);
            return replica(graph);
        }
        if (network instanceof MultiLayerNetwork layers) {
            requireInitialized(layers.isInitCalled() && layers.params() != null);
            return over(
                    layers.params(), graphOf(layers.getLayerWiseConfigurations().clone()));
        }
        throw new IllegalArgumentException("the network must be a MultiLayerNetwork or a ComputationGraph, got "
                + network.getClass().getName());
    }

    /** As {@link MultiLayerNetwork#toComputationGraph} makes it, which drops the names of the layers. */
    private static ComputationGraphConfiguration graphOf(MultiLayerConfiguration layers) {
        ComputationGraphConfiguration.GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .dataType(layers.getDataType())
                .graphBuilder()
                .addInputs(INPUT);
        List<String> names = names(layers);
        String below = INPUT;
        for (int i = 0; i < names.size(); i++) {
            graph.addLayer(names.get(i), layers.getConf(i).getLayer(), layers.getInputPreProcess(i), below);
            below = names.get(i);
        }
        return graph.setOutputs(below).build();
    }

    /** A layer's name, or its number if it has none; numbers for all if names repeat. */
    private static List<String> names(MultiLayerConfiguration layers) {
        List<String> names = new ArrayList<>();
        for (NeuralNetConfiguration layer : layers.getConfs()) {
            String own = layer.getLayer().getLayerName();
            // the name DL4J gives to a layer without one
            boolean isUnnamed = own == null || own.isBlank() || own.equals("layer" + names.size());
            names.add(isUnnamed ? String.valueOf(names.size()) : own);
        }
        Set<String> different = new HashSet<>(names);
        return different.size() == names.size() && different.add(INPUT)
                ? names
                : IntStream.range(0, names.size()).mapToObj(String::valueOf).toList();
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
