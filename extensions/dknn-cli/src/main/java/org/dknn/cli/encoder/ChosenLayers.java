package org.dknn.cli.encoder;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.Fingerprint;
import org.dknn.activation.InputCodec;
import org.dknn.onnx.OnnxExtractor;

/** Some of the layers of a transformer: its head reads the last one whether that has neighbors or not. Safe for use by many threads. */
final class ChosenLayers implements ActivationExtractor<List<String>>, AutoCloseable {

    private final OnnxExtractor all;
    private final List<String> layers;

    /** Owns the extractor. */
    ChosenLayers(OnnxExtractor all, List<String> layers) {
        this.all = all;
        this.layers = List.copyOf(layers);
    }

    @Override
    public List<String> layers() {
        return layers;
    }

    @Override
    public InputCodec<List<String>> codec() {
        return all.codec();
    }

    @Override
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint().add(all.fingerprint());
        layers.forEach(fingerprint::add);
        return fingerprint.value();
    }

    @Override
    public boolean isContextual() {
        return all.isContextual();
    }

    @Override
    public List<BitSet> unseen(List<String> input) {
        return all.unseen(input);
    }

    @Override
    public Activations extract(List<List<String>> inputs, IntConsumer progress) {
        Activations found = all.extract(inputs, progress);
        return new Activations(
                layers,
                layers.stream()
                        .map(layer -> found.matrices().get(found.layers().indexOf(layer)))
                        .toList(),
                found.probabilities());
    }

    @Override
    public void close() {
        all.close();
    }
}
