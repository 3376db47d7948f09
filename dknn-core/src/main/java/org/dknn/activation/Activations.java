package org.dknn.activation;

import java.util.List;
import org.dknn.vector.FloatMatrix;

/**
 * Activations of selected layers and class probabilities of n inputs.
 *
 * @param layers names of the layers
 * @param matrices one per layer, {@code [n x width of the layer]}, finite
 * @param probabilities {@code [n x classes]}, finite
 */
public record Activations(List<String> layers, List<FloatMatrix> matrices, FloatMatrix probabilities) {

    /**
     * Checks the shapes and that all values are finite.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite; the message names layer and row
     */
    public Activations {
        layers = List.copyOf(layers);
        matrices = List.copyOf(matrices);
        if (layers.size() != matrices.size()) {
            throw new IllegalArgumentException(
                    "needs a matrix for each of the layers " + layers + ", got " + matrices.size());
        }
        for (int i = 0; i < layers.size(); i++) {
            FloatMatrix matrix = matrices.get(i);
            if (matrix.rows() != probabilities.rows()) {
                throw new IllegalArgumentException("layer " + layers.get(i) + " must have " + probabilities.rows()
                        + " rows as the probabilities have, got " + matrix.rows());
            }
            matrix.requireFinite("activations of layer " + layers.get(i));
        }
        probabilities.requireFinite("probabilities");
    }

    /** The activations of the given inputs, in their order. */
    public Activations select(int... ordinals) {
        return new Activations(
                layers,
                matrices.stream().map(matrix -> matrix.select(ordinals)).toList(),
                probabilities.select(ordinals));
    }

    /** Number of inputs. */
    public int rows() {
        return probabilities.rows();
    }
}
