package org.dknn.ood;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.ood.WindowLists.Step;
import org.dknn.ood.Windows.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest product is that of all windows, bit for bit, whatever is passed over. */
class WindowListsTest {

    private static final int STEPS = 700;
    private static final int WINDOWS = 4_000;
    private static final int WIDTH = 3;

    private final Random random = new Random(21);

    /** Lengths differ by factors; the last step is beyond the ends. */
    private float[][] steps(float scale) {
        float[][] steps = new float[STEPS + 1][WIDTH];
        for (int step = 0; step < STEPS; step++) {
            float length = step % 50 == 0 ? 0 : scale * (float) Math.exp(random.nextGaussian());
            for (int i = 0; i < WIDTH; i++) {
                steps[step][i] = length * (float) random.nextGaussian();
            }
        }
        return steps;
    }

    private static float dot(float[] one, float... other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static float inverse(float[]... steps) {
        double square = 0;
        for (float[] step : steps) {
            for (float value : step) {
                square += (double) value * value;
            }
        }
        return square == 0 ? 0 : (float) (1 / Math.sqrt(square));
    }

    private static float[] products(float[][] steps, float... asked) {
        float[] products = new float[steps.length];
        for (int step = 0; step < products.length; step++) {
            products[step] = dot(asked, steps[step]);
        }
        return products;
    }

    @ParameterizedTest(name = "lengths around {0}")
    @ValueSource(floats = {1, 0x1p-40f, 0x1p-63f, 0x1p-130f, 0x1p50f})
    void the_largest_product_is_that_of_all_windows(float scale) {
        float[][] steps = steps(scale);
        Window[] windows = IntStream.range(0, WINDOWS)
                .mapToObj(i -> new Window(random.nextInt(STEPS + 1), random.nextInt(STEPS), random.nextInt(STEPS + 1)))
                .sorted()
                .toArray(Window[]::new);
        float[] inverses = new float[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            inverses[i] = inverse(steps[windows[i].first()], steps[windows[i].middle()], steps[windows[i].last()]);
        }
        float[] stepInverses = new float[STEPS + 1];
        for (int step = 0; step <= STEPS; step++) {
            stepInverses[step] = inverse(steps[step]);
        }
        WindowLists lists =
                new WindowLists(stepInverses, places(windows, 0), places(windows, 1), places(windows, 2), inverses);

        for (int round = 0; round < 300; round++) {
            Step[] asked = new Step[3];
            float[][] products = new float[3][];
            for (int place = 0; place < 3; place++) {
                int id = random.nextInt(2 * STEPS) - STEPS;
                float[] vector = id >= 0 ? steps[id] : steps(scale)[1];
                products[place] = products(steps, vector);
                asked[place] = lists.step(Math.max(-1, id), dot(vector, vector), products[place]);
            }
            float largest = -Float.MAX_VALUE;
            for (int i = 0; i < WINDOWS; i++) {
                float product = (products[0][windows[i].first()]
                                + products[1][windows[i].middle()]
                                + products[2][windows[i].last()])
                        * inverses[i];
                largest = product > largest ? product : largest;
            }
            assertEquals(largest, lists.largest(asked[0], asked[1], asked[2]), "seed 21, round " + round);
        }
    }

    private static int[] places(Window[] windows, int place) {
        return IntStream.range(0, windows.length)
                .map(i -> place == 0 ? windows[i].first() : place == 1 ? windows[i].middle() : windows[i].last())
                .toArray();
    }
}
