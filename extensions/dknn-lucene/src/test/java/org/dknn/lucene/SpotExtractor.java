package org.dknn.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;

/** A network that is none: its inputs are points as text, "x,y,z"; layer "plane" is x and y, layer "space" all three. */
record SpotExtractor(String fingerprint, List<String> layers) implements ActivationExtractor<String> {

    static final LabelSet LABELS = LabelSet.of("a", "b", "c");

    SpotExtractor() {
        this("spots", List.of("plane", "space"));
    }

    /** Random points with random labels, so that votes, too, tell one set of points from another. */
    static Dataset<String> points(long seed, int count) {
        Random random = new Random(seed);
        List<String> points = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            points.add((float) random.nextGaussian() + "," + (float) random.nextGaussian() + ","
                    + (float) random.nextGaussian());
            labels[i] = random.nextInt(3);
        }
        return Dataset.of(points, labels, LABELS);
    }

    @Override
    public InputCodec<String> codec() {
        return InputCodec.strings();
    }

    @Override
    public Activations extract(List<String> inputs, IntConsumer progress) {
        float[] plane = new float[2 * inputs.size()];
        float[] space = new float[3 * inputs.size()];
        float[] probabilities = new float[3 * inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            String[] point = inputs.get(i).split(",", -1);
            for (int axis = 0; axis < 3; axis++) {
                space[3 * i + axis] = Float.parseFloat(point[axis]);
                probabilities[3 * i + axis] = 1 / 3f;
            }
            System.arraycopy(space, 3 * i, plane, 2 * i, 2);
        }
        progress.accept(inputs.size());
        return new Activations(
                layers,
                List.of(FloatMatrix.wrap(inputs.size(), 2, plane), FloatMatrix.wrap(inputs.size(), 3, space)),
                FloatMatrix.wrap(inputs.size(), 3, probabilities));
    }
}
