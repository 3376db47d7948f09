package org.dknn.dl4j;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The vectors that an embedding gives to words, read one by one, as the table may be large. Safe for use by many threads. */
final class EmbeddedWords {

    private final INDArray table;

    /** The memory of the table, which a call of ND4J per value would read at a tenth of the speed. */
    private final FloatBuffer memory;

    private final float[] bias;
    private final JavaActivation activation;

    /**
     * Reads a table.
     *
     * @param table {@code [words x width]}, which is not copied
     * @param bias added to each vector
     */
    EmbeddedWords(INDArray table, float[] bias, JavaActivation activation) {
        this.table = table;
        this.memory = table.data().asNioFloat();
        this.bias = bias;
        this.activation = activation;
    }

    /** Number of words. */
    int height() {
        return Math.toIntExact(table.size(0));
    }

    int width() {
        return bias.length;
    }

    /** The vectors of words, row by row. */
    float[] vectors(int[] words) {
        float[] vectors = new float[words.length * width()];
        int down = Math.toIntExact(table.stride(0));
        int across = Math.toIntExact(table.stride(1));
        int start = Math.toIntExact(table.offset());
        try {
            for (int row = 0; row < words.length; row++) {
                for (int i = 0; i < width(); i++) {
                    vectors[row * width() + i] = memory.get(start + words[row] * down + i * across) + bias[i];
                }
            }
        } finally {
            // the buffer is a window on memory that is freed with the array
            Reference.reachabilityFence(table);
        }
        activation.apply(vectors, width());
        return vectors;
    }
}
