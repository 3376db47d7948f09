package org.dknn.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.DeepKnnBuilder;
import org.dknn.LabelSet;
import org.dknn.PointExtractor;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;

/** Points of the plane, "x,y", as inputs: the layer "left" sees x, the layer "right" y. */
final class Plane {

    static final LabelSet LABELS = LabelSet.of("low", "high");

    private Plane() {}

    static Dataset<String> points(String points, int... labels) {
        return Dataset.of(List.of(points.split(" ")), labels, LABELS);
    }

    static DeepKnnBuilder<String> builder() {
        return DeepKnn.builder(new PointExtractor());
    }

    /** By a network that has learned the labels of some examples by heart: it moves each of them 100 to its label's side. */
    static DeepKnnBuilder<String> builder(Dataset<String> learned) {
        return DeepKnn.builder(new ByHeart(learned));
    }

    private record ByHeart(Dataset<String> learned) implements ActivationExtractor<String> {

        @Override
        public InputCodec<String> codec() {
            return InputCodec.strings();
        }

        @Override
        public String fingerprint() {
            return "points by heart";
        }

        @Override
        public List<String> layers() {
            return new PointExtractor().layers();
        }

        @Override
        public Activations extract(List<String> inputs, IntConsumer progress) {
            List<String> moved = inputs.stream().map(this::moved).toList();
            return new PointExtractor().extract(moved, progress);
        }

        private String moved(String input) {
            int ordinal = learned.inputs().indexOf(input);
            float by = ordinal < 0 ? 0 : 200f * learned.label(ordinal) - 100;
            List<String> coordinates = List.of(input.split(",", -1));
            return (Float.parseFloat(coordinates.get(0)) + by) + "," + (Float.parseFloat(coordinates.get(1)) + by);
        }
    }

    /**
     * Points of two classes, half each.
     *
     * @param leftGap how far the classes are apart in x, in standard deviations
     * @param rightGap the same in y
     */
    static Dataset<String> normal(long seed, int size, double leftGap, double rightGap) {
        Random random = new Random(seed);
        List<String> points = new ArrayList<>();
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 2;
            points.add(String.format(
                    Locale.ROOT,
                    "%.6f,%.6f",
                    random.nextGaussian() + labels[i] * leftGap,
                    random.nextGaussian() + labels[i] * rightGap));
        }
        return Dataset.of(points, labels, LABELS);
    }

    /** The same with more classes, of which the network says nothing. */
    record Classes(int classes) implements ActivationExtractor<String> {

        @Override
        public InputCodec<String> codec() {
            return InputCodec.strings();
        }

        @Override
        public String fingerprint() {
            return "points of " + classes;
        }

        @Override
        public List<String> layers() {
            return new PointExtractor().layers();
        }

        @Override
        public Activations extract(List<String> inputs, IntConsumer progress) {
            Activations two = new PointExtractor().extract(inputs, progress);
            float[] probabilities = new float[classes * two.rows()];
            for (int row = 0; row < two.rows(); row++) {
                two.probabilities().copyRows(row, row + 1, probabilities, classes * row);
            }
            return new Activations(two.layers(), two.matrices(), FloatMatrix.wrap(two.rows(), classes, probabilities));
        }
    }
}
