package org.dknn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;

/**
 * A network that is none: its inputs are points of a small grid as text, "x,y,z"; layer "plane" is x and y, layer "space" all
 * three, and the three classes have equal probabilities. So many distances are equal.
 */
public record GridExtractor() implements ActivationExtractor<String> {

    /** Classes of the points. */
    public static final LabelSet LABELS = LabelSet.of("a", "b", "c");

    /** Random points of {@code -1..1} in each direction with labels that have little to do with them. */
    public static Dataset<String> points(Random random, int count) {
        List<String> points = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int x = random.nextInt(3) - 1;
            points.add(x + "," + (random.nextInt(3) - 1) + "," + (random.nextInt(3) - 1));
            labels[i] = random.nextInt(3) == 0 ? x + 1 : random.nextInt(3);
        }
        return Dataset.of(points, labels, LABELS);
    }

    @Override
    public List<String> layers() {
        return List.of("plane", "space");
    }

    @Override
    public String fingerprint() {
        return "grid";
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
                layers(),
                List.of(FloatMatrix.wrap(inputs.size(), 2, plane), FloatMatrix.wrap(inputs.size(), 3, space)),
                FloatMatrix.wrap(inputs.size(), 3, probabilities));
    }
}
