package org.dknn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {

    private static final int WIDTH = 6;

    @Test
    void slopes_are_those_of_finite_differences() {
        Random random = new Random(1);
        float[][] vectors = new float[20][WIDTH];
        int[] labels = new int[20];
        for (int row = 0; row < 20; row++) {
            labels[row] = random.nextInt(3);
            for (int i = 0; i < WIDTH; i++) {
                vectors[row][i] = (float) random.nextGaussian();
            }
        }
        int[] ordinals = {0, 3, 4, 7, 8, 11, 19};
        CrossEntropy.Examples examples = new CrossEntropy.Examples(
                (row, target) -> System.arraycopy(vectors[row], 0, target, 0, WIDTH), WIDTH, labels, 3);
        CrossEntropy loss = new CrossEntropy(examples, ordinals, 0.7, 0.2);
        double[] point = random.doubles(examples.weights(), -1, 1).toArray();
        double[] slopes = new double[examples.weights()];
        loss.at(point, slopes);

        for (int i = 0; i < examples.weights(); i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double difference =
                    (loss.at(up, new double[examples.weights()]) - loss.at(down, new double[examples.weights()]))
                            / 2e-5;
            assertEquals(difference, slopes[i], 1e-6);
        }
    }
}
