package org.dknn.dl4j;

import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
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

    /** Kinds whose parameters start with those of a dense layer. */
    private static final Set<Class<?>> OUTPUT_LAYERS =
            Set.of(OutputLayer.class, RnnOutputLayer.class, CenterLossOutputLayer.class);

    private InferenceConfiguration() {}

    /**
     * A changed copy of a configuration.
     *
     * @param output how the class probabilities are read
     * @param name of their vertex
     * @throws IllegalArgumentException if the output is no softmax or sigmoid, or a layer has no backward pass in inference
     *     mode
     */
    static ComputationGraphConfiguration of(ComputationGraphConfiguration original, Output output, String name) {
        ComputationGraphConfiguration configuration = original.clone();
        configuration.setTrainingWorkspaceMode(WorkspaceMode.NONE);
        configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE);
        for (GraphVertex vertex : configuration.getVertices().values()) {
            if (vertex instanceof LayerVertex layerVertex) {
                NeuralNetConfiguration settings = layerVertex.getLayerConf();
                settings.setLayer(withoutNoise(settings.getLayer()));
            }
        }
        endInLogits(configuration, output, name);
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

    private static void endInLogits(ComputationGraphConfiguration configuration, Output output, String name) {
        String end = OutputKind.layer(configuration, name);
        if (configuration.getVertices().get(end) instanceof LayerVertex layerVertex) {
            NeuralNetConfiguration settings = layerVertex.getLayerConf();
            Layer layer = settings.getLayer();
            if (layer instanceof BaseOutputLayer weights
                    && OUTPUT_LAYERS.contains(layer.getClass())
                    && isBeforeLogits(weights.getActivationFn(), output)) {
                settings.setLayer(dense(weights));
                return;
            }
            if (layer instanceof LossLayer loss && loss.getActivationFn() instanceof ActivationIdentity) {
                settings.setLayer(identity(loss));
                endBelow(
                        configuration,
                        output,
                        Objects.requireNonNull(configuration.getVertexInputs().get(end))
                                .get(0));
                return;
            }
            if ((layer instanceof LossLayer || layer instanceof RnnLossLayer)
                    && isBeforeLogits(((BaseLayer) layer).getActivationFn(), output)) {
                settings.setLayer(identity(layer));
                return;
            }
        }
        throw new IllegalArgumentException("gradients need an output \"" + name
                + "\" that is an OutputLayer, an RnnOutputLayer, a CenterLossOutputLayer or a LossLayer with softmax, sigmoid"
                + " or, read as logits, identity; got " + kind(configuration, end));
    }

    /** The layer below a loss without an activation: its softmax or sigmoid goes, logits stay as they are. */
    private static void endBelow(ComputationGraphConfiguration configuration, Output output, String below) {
        if (configuration.getVertices().get(below) instanceof LayerVertex layerVertex
                && layerVertex.getLayerConf().getLayer() instanceof DenseLayer dense
                && isBeforeLogits(dense.getActivationFn(), output)) {
            dense.setActivationFn(new ActivationIdentity());
            return;
        }
        if (configuration.getVertices().get(below) instanceof LayerVertex layerVertex
                && layerVertex.getLayerConf().getLayer() instanceof ActivationLayer plain
                && isBeforeLogits(plain.getActivationFn(), output)) {
            plain.setActivationFn(new ActivationIdentity());
            return;
        }
        if (!output.isLogits()) {
            throw new IllegalArgumentException("gradients need a softmax or sigmoid below the loss, a DenseLayer \""
                    + below + "\", got " + kind(configuration, below));
        }
    }

    private static ActivationLayer identity(Layer loss) {
        ActivationLayer identity = new ActivationLayer(Activation.IDENTITY);
        identity.setLayerName(loss.getLayerName());
        return identity;
    }

    /** The kind of a vertex in a word or two. */
    private static String kind(ComputationGraphConfiguration configuration, String name) {
        GraphVertex vertex = Objects.requireNonNull(configuration.getVertices().get(name));
        if (vertex instanceof LayerVertex layerVertex) {
            Layer layer = layerVertex.getLayerConf().getLayer();
            String activation = layer instanceof BaseLayer weights ? " with " + weights.getActivationFn() : "";
            return layer.getClass().getSimpleName() + activation;
        }
        return vertex.getClass().getSimpleName();
    }

    /** Whether the function makes probabilities of logits, or there is none because the output is read as logits. */
    private static boolean isBeforeLogits(IActivation activation, Output output) {
        return output.isLogits()
                ? activation instanceof ActivationIdentity
                : activation instanceof ActivationSoftmax || activation instanceof ActivationSigmoid;
    }

    /** A dense layer with the same parameters, in the same order. */
    private static Layer dense(BaseOutputLayer layer) {
        DenseLayer dense = new DenseLayer.Builder()
                .name(layer.getLayerName())
                .nIn(layer.getNIn())
                .nOut(layer.getNOut())
                .hasBias(layer.hasBias())
                .activation(Activation.IDENTITY)
                .build();
        if (!(layer instanceof RnnOutputLayer steps)) {
            return dense;
        }
        RNNFormat format = steps.getRnnDataFormat() == RNNFormat.NWC ? RNNFormat.NWC : RNNFormat.NCW;
        TimeDistributed perStep = new TimeDistributed(dense, format);
        perStep.setLayerName(layer.getLayerName());
        return perStep;
    }
}
