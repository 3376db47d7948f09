package org.dknn.dl4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * Configurations for a backward pass of a network in inference mode.
 *
 * <p>DL4J draws dropout and weight noise in every backward pass, also outside training, and computes no gradients
 * before frozen layers. The copy therefore has no dropout and no weight noise, and its layers are thawed. The output
 * layer becomes a dense layer that outputs the logits, because an output layer needs labels and starts from its loss.
 * The positions of parameters are unchanged.
 */
final class InferenceConfiguration {

    private InferenceConfiguration() {}

    /**
     * A changed copy of a configuration.
     *
     * @param output the vertex of the class probabilities
     * @throws IllegalArgumentException if the output is not a softmax, or a layer has no backward pass in inference
     *     mode
     */
    static ComputationGraphConfiguration of(ComputationGraphConfiguration original, String output) {
        ComputationGraphConfiguration configuration = original.clone();
        configuration.setTrainingWorkspaceMode(WorkspaceMode.NONE);
        configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE);
        for (GraphVertex vertex : configuration.getVertices().values()) {
            if (vertex instanceof LayerVertex layerVertex) {
                NeuralNetConfiguration settings = layerVertex.getLayerConf();
                settings.setLayer(withoutNoise(settings.getLayer()));
            }
        }
        endInLogits(configuration, output);
        return configuration;
    }

    private static Layer withoutNoise(Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            Layer thawed = withoutNoise(frozen.getLayer());
            thawed.setLayerName(frozen.getLayerName());
            return thawed;
        }
        if (layer instanceof BatchNormalization) {
            throw new IllegalArgumentException("there are no gradients through batch normalization, layer \""
                    + layer.getLayerName() + "\": DL4J computes them as in training, from the batch");
        }
        if (layer instanceof Bidirectional both) {
            withoutNoise(both.getFwd());
            withoutNoise(both.getBwd());
        }
        if (layer instanceof BaseWrapperLayer wrapper) {
            withoutNoise(wrapper.getUnderlying());
        }
        if (layer instanceof BaseLayer weights) {
            weights.setWeightNoise(null);
        }
        layer.setIDropout(null);
        return layer;
    }

    private static void endInLogits(ComputationGraphConfiguration configuration, String output) {
        if (configuration.getVertices().get(output) instanceof LayerVertex layerVertex) {
            NeuralNetConfiguration settings = layerVertex.getLayerConf();
            Layer layer = settings.getLayer();
            if (layer.getClass() == OutputLayer.class && isSoftmax(((OutputLayer) layer).getActivationFn())) {
                settings.setLayer(dense((OutputLayer) layer));
                return;
            }
            if (layer instanceof LossLayer loss && isSoftmax(loss.getActivationFn())) {
                settings.setLayer(new ActivationLayer(Activation.IDENTITY));
                settings.getLayer().setLayerName(loss.getLayerName());
                return;
            }
        }
        throw new IllegalArgumentException("gradients need an output \"" + output
                + "\" that is an OutputLayer or a LossLayer with softmax, got "
                + configuration.getVertices().get(output));
    }

    private static boolean isSoftmax(IActivation activation) {
        return activation instanceof ActivationSoftmax;
    }

    /** A dense layer with the same parameters, in the same order. */
    private static Layer dense(OutputLayer layer) {
        return new DenseLayer.Builder()
                .name(layer.getLayerName())
                .nIn(layer.getNIn())
                .nOut(layer.getNOut())
                .hasBias(layer.hasBias())
                .activation(Activation.IDENTITY)
                .build();
    }
}
