package org.dknn;

import java.util.List;
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

    /** Checks the activations of reference examples that are at hand. */
    static void requireReference(Activations activations, Metric metric) {
        require(activations, metric);
        for (int layer = 0; layer < activations.layers().size(); layer++) {
            float largest = activations.matrices().get(layer).largestAbsolute();
            requireNotVanishing(activations.layers().get(layer), largest, metric);
        }
    }

    /**
     * Checks the largest activation of a layer.
     *
     * @param largest of all reference examples, absolute
     */
    static void requireNotVanishing(String layer, float largest, Metric metric) {
        if (metric == Metric.EUCLIDEAN && largest > 0 && largest < LEAST) {
            throw new IllegalArgumentException("activations of layer " + layer + " must be larger than " + LEAST
                    + ", or their distances vanish, got at most " + largest
                    + "; scale the layer, select another one, or use Metric.COSINE");
        }
    }

    /** Says that all reference examples have the same activations in some layers; empty if there are none. */
    static Optional<String> warning(List<String> layers) {
        return layers.isEmpty()
                ? Optional.empty()
                : Optional.of("All training examples have the same activations in these layers, which therefore tell"
                        + " nothing: " + String.join(", ", layers));
    }

    private static String name(Activations activations, int layer) {
        return "activations of layer " + activations.layers().get(layer);
    }
}
