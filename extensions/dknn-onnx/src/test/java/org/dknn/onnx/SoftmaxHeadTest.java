package org.dknn.onnx;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dknn.internal.DknnFormatException;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftmaxHeadTest {

    private static final int WIDTH = 6;

    private static FloatMatrix vectors(int rows) {
        Random random = new Random(1);
        float[] values = new float[rows * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FloatMatrix.wrap(rows, WIDTH, values);
    }

    private static int[] labels(FloatMatrix vectors) {
        Random random = new Random(2);
        int[] labels = new int[vectors.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(5) == 0
                    ? random.nextInt(3)
                    : vectors.get(i, 0) > 0 ? 2 : vectors.get(i, 1) > 0 ? 1 : 0;
        }
        return labels;
    }

    @Test
    void two_points_are_parted_as_computed_by_hand() {
        // by symmetry w1 = -w0 = w and no bias; z = 2 w x, so 2 log(1 + e^-2w) + w^2 is least: 2 / (1 + e^2w) = w, w =
        // .4797
        SoftmaxHead head =
                SoftmaxHead.train(FloatMatrix.copyOf(new float[] {1}, new float[] {-1}), new int[] {1, 0}, 2, 1);

        double w = 0.5;
        for (int i = 0; i < 200; i++) {
            w = (w + 2 / (1 + Math.exp(2 * w))) / 2;
        }
        double expected = 1 / (1 + Math.exp(-2 * w));
        assertEquals(
                expected,
                head.probabilities(FloatMatrix.copyOf(new float[] {1})).get(0, 1),
                1e-5);
    }

    @Test
    void training_ends_where_nothing_gets_better() {
        FloatMatrix vectors = vectors(300);
        int[] labels = labels(vectors);
        SoftmaxHead head = SoftmaxHead.train(vectors, labels, 3);
        FloatMatrix probabilities = head.probabilities(vectors);

        // at the least value, mean probabilities equal shares of labels, as biases are free
        double right = 0;
        for (int label = 0; label < 3; label++) {
            double mean = 0;
            double share = 0;
            for (int i = 0; i < labels.length; i++) {
                mean += probabilities.get(i, label) / labels.length;
                share += labels[i] == label ? 1.0 / labels.length : 0;
            }
            assertEquals(share, mean, 1e-5);
        }
        for (int i = 0; i < labels.length; i++) {
            right += probabilities.argMax(i) == labels[i] ? 1.0 / labels.length : 0;
        }
        assertTrue(right > 0.75, "right: " + right);
    }

    @Test
    void a_larger_penalty_gives_less_certain_answers() {
        FloatMatrix vectors = vectors(60);
        int[] labels = labels(vectors);

        float certain = SoftmaxHead.train(vectors, labels, 3, 0.01)
                .probabilities(vectors)
                .largestAbsolute();
        float doubtful = SoftmaxHead.train(vectors, labels, 3, 100)
                .probabilities(vectors)
                .largestAbsolute();

        assertTrue(doubtful < certain, doubtful + " and " + certain);
    }

    @Test
    void a_head_is_saved_and_loaded(@TempDir Path directory) throws IOException {
        FloatMatrix vectors = vectors(40);
        SoftmaxHead head = SoftmaxHead.train(vectors, labels(vectors), 3);
        Path file = directory.resolve("head");
        head.save(file);

        SoftmaxHead loaded = SoftmaxHead.load(file);

        assertEquals(head.probabilities(vectors), loaded.probabilities(vectors));
        assertEquals(head.fingerprint(), loaded.fingerprint());
        byte[] bytes = Files.readAllBytes(file);
        bytes[60] ^= 1;
        Files.write(file, bytes);
        assertThrows(DknnFormatException.class, () -> SoftmaxHead.load(file));
    }

    @Test
    void bad_examples_are_refused() {
        FloatMatrix vectors = vectors(2);
        assertRefused("got 1 labels of 2 texts", () -> SoftmaxHead.train(vectors, new int[1], 2));
        assertRefused("labels must be in 0..1, got 2", () -> SoftmaxHead.train(vectors, new int[] {0, 2}, 2));
        assertRefused("at least 2 classes and a penalty above 0", () -> SoftmaxHead.train(vectors, new int[2], 2, 0));
        assertRefused("of width 6, got 1", () -> SoftmaxHead.train(vectors, new int[] {0, 1}, 2)
                .probabilities(FloatMatrix.copyOf(new float[1])));
    }

    private static double squaredDistance(FloatMatrix rows) {
        double sum = 0;
        for (int i = 0; i < rows.columns(); i++) {
            double difference = rows.get(0, i) - (double) rows.get(1, i);
            sum += difference * difference;
        }
        return sum;
    }

    /** Of two classes: 8 times the difference along the one direction, whatever the length of the weights, their mean and the biases. */
    @Test
    void distances_are_stretched_along_the_head() {
        // weights (3, 4) and their opposite, both moved by (10, -7); biases 5 and 2
        SoftmaxHead head = new SoftmaxHead(2, 2, 13, -3, 5, 7, -11, 2);
        SoftmaxHead longer = new SoftmaxHead(2, 2, 30, 40, 0, -30, -40, 1);
        FloatMatrix vectors = FloatMatrix.wrap(2, 2, new float[] {1, 2, 1.5f, 1});

        FloatMatrix stretched = head.stretched(vectors);

        // the difference (-.5, 1) is .5 long along (.6, .8), and 1.25 squared in all
        assertEquals(4, stretched.columns());
        assertEquals(1.5f, stretched.get(1, 0));
        assertEquals(1.25 + 64 * .25, squaredDistance(stretched), 1e-4);
        assertEquals(1.25 + 64 * .25, squaredDistance(longer.stretched(vectors)), 1e-4);
    }

    /** Weights of three classes along two axes at right angles, of one length: each of the two directions counts as the only one does. */
    @Test
    void each_direction_of_several_classes_counts_alike() {
        double h = Math.sqrt(3) / 2;
        SoftmaxHead head = new SoftmaxHead(3, 3, 1, 0, 0, 0, -.5, h, 0, 0, -.5, -h, 0, 0);

        for (int axis = 0; axis < 3; axis++) {
            float[] values = new float[6];
            values[axis] = 1;
            double expected = axis < 2 ? 1 + 64 : 1;
            assertEquals(
                    expected, squaredDistance(head.stretched(FloatMatrix.wrap(2, 3, values))), 1e-3, "axis " + axis);
        }
    }

    @Test
    void a_head_that_tells_nothing_apart_stretches_nothing() {
        SoftmaxHead head = new SoftmaxHead(2, 2, 3, 3, 0, 3, 3, 1);
        FloatMatrix vectors = FloatMatrix.wrap(2, 2, new float[] {1, 2, 4, 6});

        assertEquals(25, squaredDistance(head.stretched(vectors)), 1e-6);
        assertRefused("reads vectors of width 2, got 3", () -> head.stretched(FloatMatrix.wrap(1, 3, new float[3])));
    }
}
