package org.dknn.cli.train;

/**
 * Sizes of a network.
 *
 * @param words height of the embedding: the size of the vocabulary
 * @param embedding width of the embedding; the usual one is {@value #USUAL_EMBEDDING}
 * @param classes number of outputs
 */
public record Sizes(int words, int embedding, int classes) {

    /** Width of an embedding that starts from random numbers. */
    public static final int USUAL_EMBEDDING = 100;

    /** Checks the numbers. */
    public Sizes {
        if (words < 1 || embedding < 1 || classes < 2) {
            throw new IllegalArgumentException("needs at least 1 word, an embedding of width 1 and 2 classes, got "
                    + words + ", " + embedding + " and " + classes);
        }
    }

    /** An embedding of the usual width. */
    public static Sizes of(int words, int classes) {
        return new Sizes(words, USUAL_EMBEDDING, classes);
    }
}
