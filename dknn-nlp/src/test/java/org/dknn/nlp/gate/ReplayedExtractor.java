package org.dknn.nlp.gate;

import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;

/**
 * A network that says again what it once said, to the bit, in plain Java; refuses inputs that are not recorded.
 *
 * @param <I> type of the inputs
 */
record ReplayedExtractor<I>(RecordedRows recorded, InputCodec<I> codec) implements ActivationExtractor<I> {

    @Override
    public List<String> layers() {
        return recorded.layers();
    }

    @Override
    public String fingerprint() {
        return recorded.fingerprint();
    }

    @Override
    public Activations extract(List<I> inputs, IntConsumer progress) {
        Activations activations = recorded.of(inputs.stream().map(codec::write).toList());
        progress.accept(inputs.size());
        return activations;
    }
}
