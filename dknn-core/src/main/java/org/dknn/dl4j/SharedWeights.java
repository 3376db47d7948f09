package org.dknn.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.dknn.internal.TiledMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of DL4J layers on Java's heap. */
final class SharedWeights {

    private SharedWeights() {}

    /** Of a dense layer, {@code [in x out]}. */
    static TiledMatrix ofDense(Layer layer) {
        INDArray weights = layer.getParam("W");
        return TiledMatrix.of(
                Math.toIntExact(weights.size(0)), Math.toIntExact(weights.size(1)), ArrayRows.copy(weights));
    }

    /** Of a convolution over time, {@code [in x kernel * out]}: those of its first place, then of the next. */
    static TiledMatrix ofConvolution(Layer layer) {
        INDArray weights = layer.getParam("W");
        // DL4J says [out x in x kernel x 1] and reads the memory as [kernel x in x out]
        long out = weights.size(0);
        long in = weights.size(1);
        long kernel = weights.size(2);
        INDArray places =
                weights.reshape('c', kernel, in, out).permute(1, 0, 2).dup('c').reshape('c', in, kernel * out);
        return TiledMatrix.of(Math.toIntExact(in), Math.toIntExact(kernel * out), ArrayRows.copy(places));
    }
}
