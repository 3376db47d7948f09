package org.dknn.dl4j;

import java.util.List;

/** What the vertices of a network give for one batch of texts, each at its place. Used by one thread. */
final class SharedRun {

    private final int texts;
    private final List<int[][]> words;
    private final Steps[] steps;
    private final Windows[] windows;
    private final float[][][] projections;
    private final float[][] vectors;

    /**
     * Nothing is computed yet.
     *
     * @param words for each network input the numbers of the words of each text
     */
    SharedRun(List<int[][]> words, int places) {
        this(words.get(0).length, words, places);
    }

    /**
     * A run of given vectors; they are to be put before it begins.
     *
     * @param texts number of texts
     */
    static SharedRun ofGiven(int texts, int places) {
        return new SharedRun(texts, List.of(), places);
    }

    private SharedRun(int texts, List<int[][]> words, int places) {
        this.texts = texts;
        this.words = words;
        this.steps = new Steps[places];
        this.windows = new Windows[places];
        this.projections = new float[places][][];
        this.vectors = new float[places][];
    }

    int texts() {
        return texts;
    }

    /** Whether all steps are given, so that no two of a place are one. */
    boolean isGiven() {
        return words.isEmpty();
    }

    int[][] words(int input) {
        return words.get(input);
    }

    Steps steps(int place) {
        return steps[place];
    }

    void put(int place, Steps values) {
        steps[place] = values;
    }

    /** The windows of which a convolution made the steps at a place. */
    Windows windows(int place) {
        return windows[place];
    }

    void putWindows(int place, Windows made) {
        windows[place] = made;
    }

    /** The products of each different step at a place with the weights of all convolutions on top of it. */
    float[][] projections(int place) {
        return projections[place];
    }

    void putProjections(int place, float[][] products) {
        projections[place] = products;
    }

    /** One vector per text, row by row. */
    float[] vectors(int place) {
        return vectors[place];
    }

    void put(int place, float[] values) {
        vectors[place] = values;
    }
}
