package org.dknn.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LbfgsTest {

    private static final int ROWS = 1_000;
    private static final int WIDTH = 30;

    /** Columns from 1 to e^-8 wide, and labels that follow all of them. */
    private static final class Narrowing {

        private final float[][] vectors = new float[ROWS][WIDTH];
        private final int[] labels = new int[ROWS];

        Narrowing() {
            Random random = new Random(1);
            for (int row = 0; row < ROWS; row++) {
                double score = random.nextGaussian();
                for (int i = 0; i < WIDTH; i++) {
                    double value = random.nextGaussian();
                    vectors[row][i] = (float) (value * Math.exp(-8.0 * i / WIDTH));
                    score += value / 2;
                }
                labels[row] = score > 0 ? 1 : 0;
            }
        }

        double[] curvatures() {
            double[] curvatures = new double[2 * (WIDTH + 1)];
            for (int i = 0; i < curvatures.length; i++) {
                int column = i % (WIDTH + 1);
                curvatures[i] = 1 + ROWS / 4.0 * (column == WIDTH ? 1 : Math.exp(-16.0 * column / WIDTH));
            }
            return curvatures;
        }

        CrossEntropy.Examples examples() {
            return new CrossEntropy.Examples(
                    (row, target) -> System.arraycopy(vectors[row], 0, target, 0, WIDTH), WIDTH, labels, 2);
        }
    }

    /** However it starts, a strictly convex loss has one best point. */
    @Test
    void all_starts_end_at_one_point_where_columns_are_of_many_sizes() {
        Narrowing examples = new Narrowing();
        CrossEntropy loss =
                new CrossEntropy(examples.examples(), IntStream.range(0, ROWS).toArray(), 1, 1);
        double[] zeros = new double[2 * (WIDTH + 1)];
        double[] far = new Random(2).doubles(2 * (WIDTH + 1), -3, 3).toArray();

        Lbfgs.Position one = Lbfgs.minimize(loss, zeros, examples.curvatures(), 1e-4, 2_000);
        Lbfgs.Position other = Lbfgs.minimize(loss, far, examples.curvatures(), 1e-4, 2_000);

        assertTrue(one.largestSlope() <= 1e-4);
        assertTrue(other.largestSlope() <= 1e-4);
        assertArrayEquals(one.point(), other.point(), 1e-3);
    }

    /** 3 (x - 1)^2 + (y + 2)^2: the slopes are 6 (x - 1) and 2 (y + 2). */
    @Test
    void a_bowl_has_its_bottom_where_it_is() {
        Lbfgs.Loss bowl = (point, gradient) -> {
            gradient[0] = 6 * (point[0] - 1);
            gradient[1] = 2 * (point[1] + 2);
            return 3 * (point[0] - 1) * (point[0] - 1) + (point[1] + 2) * (point[1] + 2);
        };

        assertArrayEquals(new double[] {1, -2}, Lbfgs.minimize(bowl, 2), 1e-5);
        assertEquals(
                6,
                Lbfgs.minimize(bowl, new double[2], new double[] {1, 1}, 1e-9, 0)
                        .largestSlope());
        Lbfgs.Position one = Lbfgs.minimize(bowl, new double[] {5, 5}, new double[] {6, 2}, 1e-9, 1);
        assertTrue(one.largestSlope() > 1e-9, "one step is not enough: " + Arrays.toString(one.point()));
    }
}
