package org.dknn.bench.study;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.onnx.OnnxExtractor;

/**
 * A transformer that runs only for texts whose vectors were not computed before. Immutable, thread-safe.
 *
 * @param known texts with their vectors
 * @param live the same head and layers
 * @param ran receives the texts that it runs
 */
record LiveExtractor(EncodedExtractor known, OnnxExtractor live, Consumer<List<List<String>>> ran)
        implements ActivationExtractor<List<String>> {

    LiveExtractor(EncodedExtractor known, OnnxExtractor live) {
        this(known, live, texts -> {});
    }

    @Override
    public List<String> layers() {
        return live.layers();
    }

    @Override
    public InputCodec<List<String>> codec() {
        return live.codec();
    }

    @Override
    public String fingerprint() {
        return live.fingerprint();
    }

    @Override
    public boolean isContextual() {
        return true;
    }

    @Override
    public Activations extract(List<List<String>> inputs, IntConsumer progress) {
        if (known.texts().ordinals().keySet().containsAll(inputs)) {
            return known.extract(inputs, progress);
        }
        ran.accept(inputs);
        return live.extract(inputs, progress);
    }
}
