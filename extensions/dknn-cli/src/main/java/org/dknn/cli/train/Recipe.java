package org.dknn.cli.train;

import java.util.List;

/**
 * How a network is trained.
 *
 * @param dropout what is dropped while training
 * @param rate learning rate of Adam
 * @param looks when the dev set is looked at
 * @param averaging weight of the past in the running average of the parameters
 * @param batchSize largest number of inputs in a step
 * @param epochs passes through the training set at most
 * @param seed of the weights, the order and the dropped words
 */
public record Recipe(Dropout dropout, Rate rate, Looks looks, double averaging, int batchSize, int epochs, long seed) {

    /** Share of the words that are read as the unknown word while training, so that it comes to mean something. */
    public static final double WORD_DROP = 0.1;

    /** {@link MeasuredTraining} has its own pace. */
    private static final Looks UNUSED = new Looks(1, 1);

    /**
     * Shares of the activations that are dropped.
     *
     * @param pooled of the pooled layer
     * @param dense of each dense layer
     */
    public record Dropout(double pooled, double dense) {}

    /**
     * A learning rate.
     *
     * @param start at the first step
     * @param decaySteps steps over which it falls in a line to a fiftieth; 0 for a constant rate
     */
    public record Rate(double start, int decaySteps) {}

    /**
     * Looks at the dev set.
     *
     * @param every steps between two looks
     * @param patience looks without an increase after which training ends
     */
    public record Looks(int every, int patience) {}

    /** A recipe with the seed 1. */
    public Recipe(Dropout dropout, Rate rate, Looks looks, double averaging, int batchSize, int epochs) {
        this(dropout, rate, looks, averaging, batchSize, epochs, 1);
    }

    /** The same recipe with another seed. */
    public Recipe withSeed(long seed) {
        return new Recipe(dropout, rate, looks, averaging, batchSize, epochs, seed);
    }

    /** The same recipe with another number of passes through the training set. */
    public Recipe withEpochs(int epochs) {
        return new Recipe(dropout, rate, looks, averaging, batchSize, epochs, seed);
    }

    /** For the CNN on sentences of which nothing is known yet: a steady recipe, and a quick one with little dropout. */
    public static List<Recipe> triedForCnn() {
        return List.of(
                new Recipe(new Dropout(0.5, 0.1), new Rate(1e-3, 0), UNUSED, 0.99, 50, 1),
                new Recipe(new Dropout(0.2, 0.1), new Rate(2e-3, 0), UNUSED, 0.9, 50, 1));
    }

    /** For the BiLSTM on sentences of which nothing is known yet. */
    public static List<Recipe> triedForBiLstm() {
        return List.of(
                new Recipe(new Dropout(0.5, 0.1), new Rate(1e-3, 0), UNUSED, 0.98, 50, 1),
                new Recipe(new Dropout(0.2, 0.1), new Rate(2e-3, 0), UNUSED, 0.9, 50, 1));
    }

    /** For the CNN on whole sentences. */
    public static Recipe cnnOnSentences() {
        return new Recipe(new Dropout(0.5, 0.1), new Rate(5e-4, 0), new Looks(119, 3), 0.995, 50, 7);
    }

    /** For the CNN on sets of a few thousand sentences. */
    public static Recipe cnnOnSmallSets() {
        return new Recipe(new Dropout(0.5, 0.1), new Rate(5e-4, 0), new Looks(60, 6), 0.99, 50, 12);
    }

    /** For the CNN on phrases. */
    public static Recipe cnnOnPhrases() {
        return new Recipe(new Dropout(0.5, 0.4), new Rate(1e-3, 1_300), new Looks(150, 9), 0.995, 64, 1);
    }

    /** For the BiLSTM on whole sentences. */
    public static Recipe biLstmOnSentences() {
        return new Recipe(new Dropout(0.5, 0.1), new Rate(1e-3, 450), new Looks(72, 9), 0.98, 50, 3);
    }

    /** For the BiLSTM on sets of a few thousand sentences. */
    public static Recipe biLstmOnSmallSets() {
        return new Recipe(new Dropout(0.5, 0.1), new Rate(2e-3, 700), new Looks(60, 6), 0.98, 50, 5);
    }

    /** For the BiLSTM on phrases. */
    public static Recipe biLstmOnPhrases() {
        return new Recipe(new Dropout(0.5, 0.1), new Rate(1e-3, 1_300), new Looks(150, 9), 0.99, 64, 1);
    }

    /** For the network of sentence pairs. */
    public static Recipe pairs() {
        return new Recipe(new Dropout(0.2, 0.2), new Rate(1e-3, 0), new Looks(500, 8), 0.99, 32, 10);
    }

    /** For the network of pairs on a thousand easy ones. */
    public static Recipe onFewPairs() {
        return new Recipe(new Dropout(0.1, 0.1), new Rate(1e-3, 0), new Looks(20, 5), 0.9, 32, 10);
    }

    /** For any network on labels that follow no rule, which it learns by heart. */
    public static Recipe byHeart() {
        return new Recipe(new Dropout(0, 0), new Rate(1e-3, 0), new Looks(120, 4), 0.9, 50, 30);
    }

    /** For any network on a few thousand easy sentences. */
    public static Recipe onFewSentences() {
        return new Recipe(new Dropout(0.2, 0.1), new Rate(2e-3, 0), new Looks(20, 3), 0.9, 50, 4);
    }
}
