package org.dknn;

import java.util.Optional;
import org.dknn.activation.Activations;
import org.dknn.vector.Metric;

/** Checks that distances between activations say something. */
final class ComparableActivations {

    /**
     * Below it distances come near the constant that keeps the logarithm of 0 finite, and their squares near the least
     * floats.
     */
    private static final float LEAST = 1e-8f;

    private ComparableActivations() {}

    /** Checks the activations of any inputs. */
    static void require(Activations activations, Metric metric) {
        for (int layer = 0; layer < activations.layers().size(); layer++) {
            metric.requireComparable(activations.matrices().get(layer), name(activations, layer));
        }
    }

    /** Checks the activations of the reference examples. */
    static void requireReference(Activations activations, Metric metric) {
        require(activations, metric);
        for (int layer = 0; layer < activations.layers().size() && metric == Metric.EUCLIDEAN; layer++) {
            float largest = activations.matrices().get(layer).largestAbsolute();
            if (largest > 0 && largest < LEAST) {
                throw new IllegalArgumentException(name(activations, layer) + " must be larger than " + LEAST
                        + ", or their distances vanish, got at most " + largest
                        + "; scale the layer, select another one, or use Metric.COSINE");
            }
        }
    }

    /** Names the layers in which all reference examples have the same activations; empty if there are none. */
    static Optional<String> warning(Activations activations) {
        StringBuilder names = new StringBuilder();
        for (int layer = 0; layer < activations.layers().size() && activations.rows() > 1; layer++) {
            if (activations.matrices().get(layer).hasEqualRows()) {
                names.append(names.isEmpty() ? "" : ", ")
                        .append(activations.layers().get(layer));
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("All training examples have the same activations in these layers, which therefore tell"
                        + " nothing: " + names);
    }

    private static String name(Activations activations, int layer) {
        return "activations of layer " + activations.layers().get(layer);
    }
}
