package org.dknn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;

/**
 * A network that is none: its inputs are numbers as text, "x,y"; layer "left" is x, layer "right" is y, and it gives the
 * second class the probability x, cut to [0, 1].
 */
public record PointExtractor(String fingerprint, List<String> layers, float shift)
        implements ActivationExtractor<String> {

    /** Layers left and right, as they are. */
    public PointExtractor() {
        this("points", List.of("left", "right"), 0);
    }

    @Override
    public InputCodec<String> codec() {
        return InputCodec.strings();
    }

    @Override
    public Activations extract(List<String> inputs, IntConsumer progress) {
        float[] left = new float[inputs.size()];
        float[] right = new float[inputs.size()];
        float[] probabilities = new float[2 * inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            List<String> coordinates = List.of(inputs.get(i).split(",", -1));
            left[i] = Float.parseFloat(coordinates.get(0)) + shift;
            right[i] = Float.parseFloat(coordinates.get(1)) + shift;
            probabilities[2 * i + 1] = Math.min(1, Math.max(0, left[i]));
            probabilities[2 * i] = 1 - probabilities[2 * i + 1];
            progress.accept(1);
        }
        List<FloatMatrix> matrices = new ArrayList<>(
                List.of(FloatMatrix.wrap(inputs.size(), 1, left), FloatMatrix.wrap(inputs.size(), 1, right)));
        return new Activations(
                layers, matrices.subList(0, layers.size()), FloatMatrix.wrap(inputs.size(), 2, probabilities));
    }
}
