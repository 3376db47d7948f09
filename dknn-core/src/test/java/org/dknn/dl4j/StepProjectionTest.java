package org.dknn.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;
import org.dknn.internal.TiledMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class StepProjectionTest {

    private static final int WORDS = 50;
    private static final int WIDTH = 6;
    private static final int OUT = 300;

    /** From a memory for one word to one for all. */
    @ParameterizedTest
    @ValueSource(ints = {1, OUT, 7 * OUT, WORDS * OUT, Integer.MAX_VALUE})
    void products_are_the_same_whatever_is_remembered(int floats) {
        Random random = new Random(1);
        float[] table = values(WORDS * WIDTH, random);
        float[] weights = values(WIDTH * OUT, random);
        EmbeddedWords embedded = new EmbeddedWords(
                Nd4j.createFromArray(table).reshape(WORDS, WIDTH), new float[WIDTH], JavaActivation.Plain.IDENTITY);
        StepProjection projection = StepProjection.ofWords(0, TiledMatrix.of(WIDTH, OUT, weights), embedded, floats);

        for (int batch = 0; batch < 20; batch++) {
            int[] words = random.ints(15, 0, WORDS).distinct().toArray();
            SharedRun run = new SharedRun(List.<int[][]>of(new int[][] {words}), 1);
            SharedVertex.embedding(0, 0, embedded).run(run);
            projection.run(run);

            for (int row = 0; row < words.length; row++) {
                assertArrayEquals(product(table, words[row], weights), run.projections(0)[row], 1e-5f);
            }
        }
    }

    private static float[] values(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static float[] product(float[] table, int word, float[] weights) {
        float[] product = new float[OUT];
        for (int i = 0; i < WIDTH; i++) {
            for (int out = 0; out < OUT; out++) {
                product[out] += table[word * WIDTH + i] * weights[i * OUT + out];
            }
        }
        return product;
    }
}
