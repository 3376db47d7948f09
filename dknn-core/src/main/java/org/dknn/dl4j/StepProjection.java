package org.dknn.dl4j;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dknn.internal.TiledMatrix;

/**
 * The products of different steps with the weights of all places of all convolutions that read them. The products of embedded words
 * are remembered from batch to batch, as many as fit into a bound. Safe for use by many threads.
 */
final class StepProjection implements SharedVertex {

    /** Bound of the memory for words, in floats: 32 MiB. */
    static final int MEMORY = 8 << 20;

    private final int at;
    private final TiledMatrix weights;
    private final EmbeddedWords embedded;

    /** A word is remembered at its number modulo the length; another one with the same remainder takes its place. */
    private final AtomicReferenceArray<Product> memory;

    /** The product of a word. */
    private static final class Product {

        private final int word;
        private final float[] values;

        Product(int word, float[] values) {
            this.word = word;
            this.values = values;
        }
    }

    private StepProjection(int at, TiledMatrix weights, EmbeddedWords embedded, int remembered) {
        this.at = at;
        this.weights = weights;
        this.embedded = embedded;
        this.memory = new AtomicReferenceArray<>(remembered);
    }

    /**
     * Products of embedded words.
     *
     * @param at place of the embedding
     * @param floats bound of the memory
     */
    static StepProjection ofWords(int at, TiledMatrix weights, EmbeddedWords embedded, int floats) {
        return new StepProjection(
                at, weights, embedded, Math.max(1, Math.min(embedded.height(), floats / weights.out())));
    }

    /** Products of steps that are computed, at a place, and not remembered. */
    static SharedVertex ofVectors(int at, TiledMatrix weights) {
        return SharedVertex.forward(run -> run.putProjections(at, computed(run.steps(at), weights)));
    }

    @Override
    public void run(SharedRun run) {
        Steps steps = run.steps(at);
        // vectors that are given need not be those of words
        run.putProjections(at, steps.words().length == 0 ? computed(steps, weights) : products(steps.words()));
    }

    /** Windows know the way back to the steps. */
    @Override
    public void back(SharedRun run, SharedSlopes slopes) {}

    private static float[][] computed(Steps steps, TiledMatrix weights) {
        float[][] products = new float[steps.rows()][weights.out()];
        weights.addProducts(steps.table(), products);
        return products;
    }

    private float[][] products(int[] words) {
        float[][] products = new float[words.length][];
        int[] missing = new int[words.length];
        int count = 0;
        for (int row = 0; row < words.length; row++) {
            Product product = memory.get(words[row] % memory.length());
            if (product != null && product.word == words[row]) {
                products[row] = product.values;
            } else {
                missing[count++] = row;
            }
        }
        compute(words, Arrays.copyOf(missing, count), products);
        return products;
    }

    private void compute(int[] words, int[] rows, float[][] products) {
        float[][] computed = new float[rows.length][weights.out()];
        weights.addProducts(
                embedded.vectors(Arrays.stream(rows).map(row -> words[row]).toArray()), computed);
        for (int i = 0; i < rows.length; i++) {
            int word = words[rows[i]];
            products[rows[i]] = computed[i];
            memory.set(word % memory.length(), new Product(word, computed[i]));
        }
    }
}
