package org.dknn.dl4j;

import java.util.function.Supplier;

/** The steps of all texts of a batch at one vertex: each text a row of ids into a table that has each different vector once. */
final class Steps {

    private final int[][] ids;
    private final int[] words;
    private final int rows;
    private final Supplier<float[]> vectors;
    private float[] table = {};

    private Steps(int[][] ids, int[] words, int rows, Supplier<float[]> vectors) {
        this.ids = ids;
        this.words = words;
        this.rows = rows;
        this.vectors = vectors;
    }

    /**
     * Embedded words.
     *
     * @param words the number of the word of each row of the table
     * @param vectors makes the table, which few ask for
     */
    static Steps ofWords(int[][] ids, int[] words, Supplier<float[]> vectors) {
        return new Steps(ids, words, words.length, vectors);
    }

    /**
     * Computed vectors.
     *
     * @param table {@code [rows x width]}, row by row
     */
    static Steps of(int[][] ids, int rows, float[] table) {
        return new Steps(ids, new int[0], rows, () -> table);
    }

    /** Rows of the table, for each text and position. */
    int[][] ids() {
        return ids;
    }

    /** Number of rows of the table. */
    int rows() {
        return rows;
    }

    /** The number of the word of each row; none if these are no words. */
    int[] words() {
        return words;
    }

    /** The vectors, {@code [rows x width]}, row by row. */
    float[] table() {
        if (table.length == 0) {
            table = vectors.get();
        }
        return table;
    }
}
