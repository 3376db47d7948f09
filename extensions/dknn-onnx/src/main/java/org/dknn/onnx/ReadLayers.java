package org.dknn.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.dknn.vector.FloatMatrix;

/**
 * The layers of an extractor: some of its encoder's, and the one that its head stretches.
 *
 * @param names at least one, all different
 * @param known those of the encoder; the head reads the last one
 * @param head none if the model has logits of its own
 */
record ReadLayers(List<String> names, List<String> known, Optional<SoftmaxHead> head) {

    /** Checks the names. */
    ReadLayers {
        names = List.copyOf(names);
        known = List.copyOf(known);
        if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("needs layers, each once, got " + names);
        }
        for (String name : names) {
            boolean isOfHead = name.equals(OnnxExtractor.HEAD) && head.isPresent();
            if (!isOfHead && !known.contains(name)) {
                throw new IllegalArgumentException(
                        "no layer \"" + name + "\"; there are " + known + (head.isPresent() ? " and \"head\"" : ""));
            }
        }
    }

    /** Whether these are the encoder's, all of them in their order. */
    boolean areAll() {
        return names.equals(known);
    }

    /**
     * The activations.
     *
     * @param all of the encoder's layers
     */
    List<FloatMatrix> of(List<FloatMatrix> all) {
        return names.stream()
                .map(name -> known.contains(name)
                        ? all.get(known.indexOf(name))
                        : head.orElseThrow().stretched(all.get(all.size() - 1)))
                .toList();
    }
}
