package org.dknn.dl4j;

import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

/** What the configuration of a network says about its output. */
final class OutputKind {

    private OutputKind() {}

    /** Whether a vertex ends in sigmoids, so that its values are independent answers even where they happen to sum to 1. */
    static boolean isSigmoid(ComputationGraphConfiguration configuration, String vertex) {
        String name = layer(configuration, vertex);
        if (configuration.getVertices().get(name) instanceof LayerVertex layerVertex) {
            Layer layer = Sequences.unwrapped(layerVertex.getLayerConf().getLayer());
            if (layer instanceof LossLayer loss && loss.getActivationFn() instanceof ActivationIdentity) {
                return isSigmoid(
                        configuration,
                        Objects.requireNonNull(configuration.getVertexInputs().get(name))
                                .get(0));
            }
            return (layer instanceof BaseLayer weights && weights.getActivationFn() instanceof ActivationSigmoid)
                    || (layer instanceof ActivationLayer plain && plain.getActivationFn() instanceof ActivationSigmoid);
        }
        return false;
    }

    /** Name of the layer whose values an output gives: itself, or the one below vertices that pick the last step. */
    static String layer(ComputationGraphConfiguration configuration, String vertex) {
        String name = vertex;
        while (configuration.getVertices().get(name) instanceof LastTimeStepVertex) {
            name = Objects.requireNonNull(configuration.getVertexInputs().get(name))
                    .get(0);
        }
        return name;
    }
}
