package org.dknn.bench.study;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;

/**
 * A transformer that runs only for inputs whose vectors were not computed before. Immutable, thread-safe.
 *
 * @param known gives activations of known inputs
 * @param isKnown whether an input is known
 * @param live the same head and layers
 * @param ran receives the inputs that it runs
 */
record LiveExtractor<I>(
        ActivationExtractor<I> known, Predicate<I> isKnown, ActivationExtractor<I> live, Consumer<List<I>> ran)
        implements ActivationExtractor<I> {

    LiveExtractor(ActivationExtractor<I> known, Predicate<I> isKnown, ActivationExtractor<I> live) {
        this(known, isKnown, live, inputs -> {});
    }

    @Override
    public List<String> layers() {
        return live.layers();
    }

    @Override
    public InputCodec<I> codec() {
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
    public Activations extract(List<I> inputs, IntConsumer progress) {
        if (inputs.stream().allMatch(isKnown)) {
            return known.extract(inputs, progress);
        }
        ran.accept(inputs);
        return live.extract(inputs, progress);
    }
}
