package org.dknn.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The vectors that an embedding gives to words, read one by one, as the table may be large. Safe for use by many threads. */
final class EmbeddedWords {

    private final INDArray table;
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
        for (int row = 0; row < words.length; row++) {
            for (int i = 0; i < width(); i++) {
                vectors[row * width() + i] = table.getFloat(words[row], i) + bias[i];
            }
        }
        activation.apply(vectors, width());
        return vectors;
    }
}
