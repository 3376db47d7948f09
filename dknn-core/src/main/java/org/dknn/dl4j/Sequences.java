package org.dknn.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Activations over time, or over the positions of an image, in one shape: {@code [batch x channels x time]}. */
final class Sequences {

    private Sequences() {}

    /** Whether a vertex has its channels last. A vertex that is not a layer is like its first input. */
    static boolean isChannelsLast(ComputationGraphConfiguration configuration, String vertex) {
        String current = vertex;
        while (configuration.getVertices().get(current) != null) {
            if (configuration.getVertices().get(current) instanceof LayerVertex layerVertex) {
                Layer layer = unwrapped(layerVertex.getLayerConf().getLayer());
                if (hasFormat(layer)) {
                    return isChannelsLast(layer);
                }
            }
            List<String> inputs = configuration.getVertexInputs().get(current);
            if (inputs == null || inputs.isEmpty()) {
                return false;
            }
            current = inputs.get(0);
        }
        return false;
    }

    static Layer unwrapped(Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            return unwrapped(frozen.getLayer());
        }
        return layer instanceof BaseWrapperLayer wrapper ? unwrapped(wrapper.getUnderlying()) : layer;
    }

    private static boolean hasFormat(Layer layer) {
        return layer instanceof BaseRecurrentLayer
                || layer instanceof ConvolutionLayer
                || layer instanceof EmbeddingSequenceLayer
                || layer instanceof Bidirectional;
    }

    private static boolean isChannelsLast(Layer layer) {
        if (layer instanceof Bidirectional both) {
            return isChannelsLast(both.getFwd());
        }
        if (layer instanceof BaseRecurrentLayer recurrent) {
            return recurrent.getRnnDataFormat() == RNNFormat.NWC;
        }
        if (layer instanceof Convolution1DLayer convolution) {
            return convolution.getRnnDataFormat() == RNNFormat.NWC;
        }
        if (layer instanceof ConvolutionLayer convolution) {
            return convolution.getCnn2dDataFormat() == CNN2DFormat.NHWC;
        }
        return layer instanceof EmbeddingSequenceLayer embedding && embedding.getOutputFormat() == RNNFormat.NWC;
    }

    /**
     * A rank-3 or rank-4 activation as {@code [batch x channels x time]}; positions of an image count as time, row by
     * row.
     */
    static INDArray channelsFirst(INDArray activation, boolean channelsLast) {
        if (activation.rank() == 3) {
            return channelsLast ? activation.permute(0, 2, 1) : activation;
        }
        INDArray picture = channelsLast ? activation.permute(0, 3, 1, 2) : activation;
        return picture.dup('c').reshape('c', picture.size(0), picture.size(1), picture.size(2) * picture.size(3));
    }
}
