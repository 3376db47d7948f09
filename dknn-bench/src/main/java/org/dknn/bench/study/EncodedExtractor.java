package org.dknn.bench.study;

import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.onnx.SoftmaxHead;

/**
 * A head over vectors that were computed before. Immutable, thread-safe.
 *
 * @param texts with their vectors
 * @param head over the last layer of the transformer
 * @param layers with neighbors
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
        String last = texts.layers().get(texts.layers().size() - 1);
        return new Activations(
                layers,
                layers.stream().map(layer -> texts.vectors(layer, inputs)).toList(),
                head.probabilities(texts.vectors(last, inputs)));
    }
}
