package org.dknn.bench.study;

import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.onnx.OnnxExtractor;
import org.dknn.onnx.SoftmaxHead;
import org.dknn.vector.FloatMatrix;

/**
 * A head over vectors that were computed before. Immutable, thread-safe.
 *
 * @param texts with their vectors
 * @param head over the last layer of the transformer
 * @param layers with neighbors: of the transformer, or {@link OnnxExtractor#HEAD}
 */
record EncodedExtractor(EncodedTexts texts, SoftmaxHead head, List<String> layers)
        implements ActivationExtractor<List<String>> {

    @Override
    public InputCodec<List<String>> codec() {
        return InputCodec.words();
    }

    @Override
    public String fingerprint() {
        return "never saved";
    }

    @Override
    public boolean isContextual() {
        return true;
    }

    @Override
    public Activations extract(List<List<String>> inputs, IntConsumer progress) {
        progress.accept(inputs.size());
        return new Activations(
                layers,
                layers.stream().map(layer -> vectors(layer, inputs)).toList(),
                head.probabilities(texts.vectors(inputs)));
    }

    private FloatMatrix vectors(String layer, List<List<String>> inputs) {
        return layer.equals(OnnxExtractor.HEAD) ? head.stretched(texts.vectors(inputs)) : texts.vectors(layer, inputs);
    }
}
