package org.dknn.bench;

import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;

/** An extractor that takes the time of another. */
record TimedExtractor<I>(ActivationExtractor<I> extractor, Stopwatch stopwatch) implements ActivationExtractor<I> {

    @Override
    public List<String> layers() {
        return extractor.layers();
    }

    @Override
    public InputCodec<I> codec() {
        return extractor.codec();
    }

    @Override
    public String fingerprint() {
        return extractor.fingerprint();
    }

    @Override
    public Activations extract(List<I> inputs, IntConsumer progress) {
        return stopwatch.time(() -> extractor.extract(inputs, progress));
    }
}
