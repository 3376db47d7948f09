package org.dknn.nlp.gate;

import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;

/**
 * Asks a network for what is not recorded yet, and records it. What is there already stays: the same input has the same
 * numbers, whatever stood beside it when it was asked for.
 *
 * @param <I> type of the inputs
 */
record RecordingExtractor<I>(ActivationExtractor<I> network, RecordedRows recorded, InputCodec<I> codec)
        implements ActivationExtractor<I> {

    @Override
    public List<String> layers() {
        return recorded.layers();
    }

    @Override
    public String fingerprint() {
        return recorded.fingerprint();
    }

    @Override
    public synchronized Activations extract(List<I> inputs, IntConsumer progress) {
        List<I> missing = inputs.stream()
                .distinct()
                .filter(input -> !recorded.holds(codec.write(input)))
                .toList();
        if (!missing.isEmpty()) {
            recorded.add(missing.stream().map(codec::write).toList(), network.extract(missing));
        }
        return new ReplayedExtractor<>(recorded, codec).extract(inputs, progress);
    }
}
