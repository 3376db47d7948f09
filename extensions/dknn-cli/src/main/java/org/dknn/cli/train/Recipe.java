package org.dknn.cli.train;

/**
 * How a network is trained.
 *
 * @param pooledDrop share of the pooled layer that is dropped
 * @param denseDrop share of each dense layer that is dropped
 * @param learningRate of Adam, at the start
 * @param decaySteps steps over which the learning rate falls in a line to a fiftieth; 0 for a constant rate
 * @param batchSize largest number of sentences in a step
 * @param averaging weight of the past in the running average of the parameters
 * @param evaluateEvery steps between two looks at the dev set
 * @param patience looks without a rise after which training ends
 * @param epochs passes through the training set at most
 * @param seed of the weights, the order and the dropped words
 */
public record Recipe(
        double pooledDrop,
        double denseDrop,
        double learningRate,
        int decaySteps,
        int batchSize,
        double averaging,
        int evaluateEvery,
        int patience,
        int epochs,
        long seed) {

    /** Share of the words that are read as the unknown word while training, so that it comes to mean something. */
    public static final double WORD_DROP = 0.1;

    /** The same recipe with another seed. */
    public Recipe withSeed(long seed) {
        return new Recipe(
                pooledDrop,
                denseDrop,
                learningRate,
                decaySteps,
                batchSize,
                averaging,
                evaluateEvery,
                patience,
                epochs,
                seed);
    }

    /** The same recipe with another number of passes through the training set. */
    public Recipe withEpochs(int epochs) {
        return new Recipe(
                pooledDrop,
                denseDrop,
                learningRate,
                decaySteps,
                batchSize,
                averaging,
                evaluateEvery,
                patience,
                epochs,
                seed);
    }

    /** For the CNN on whole sentences. */
    public static Recipe cnnOnSentences() {
        return new Recipe(0.5, 0.1, 5e-4, 0, 50, 0.995, 119, 3, 7, 1);
    }

    /** For the CNN on sets of a few thousand sentences, which are passed through more often. */
    public static Recipe cnnOnSmallSets() {
        return new Recipe(0.5, 0.1, 5e-4, 0, 50, 0.99, 60, 6, 12, 1);
    }

    /** For the CNN on phrases. */
    public static Recipe cnnOnPhrases() {
        return new Recipe(0.5, 0.4, 1e-3, 1_300, 64, 0.995, 150, 9, 1, 1);
    }

    /** For the BiLSTM on whole sentences. */
    public static Recipe biLstmOnSentences() {
        return new Recipe(0.5, 0.1, 1e-3, 450, 50, 0.98, 72, 9, 3, 1);
    }

    /** For the BiLSTM on sets of a few thousand sentences. */
    public static Recipe biLstmOnSmallSets() {
        return new Recipe(0.5, 0.1, 2e-3, 700, 50, 0.98, 60, 6, 5, 1);
    }

    /** For the BiLSTM on phrases. */
    public static Recipe biLstmOnPhrases() {
        return new Recipe(0.5, 0.1, 1e-3, 1_300, 64, 0.99, 150, 9, 1, 1);
    }

    /** For the network of sentence pairs. */
    public static Recipe pairs() {
        return new Recipe(0.2, 0.2, 1e-3, 0, 32, 0.99, 500, 8, 10, 1);
    }

    /** For the network of pairs on a thousand easy ones. */
    public static Recipe onFewPairs() {
        return new Recipe(0.1, 0.1, 1e-3, 0, 32, 0.9, 20, 5, 10, 1);
    }

    /** For any network on labels that follow no rule: until there is no more to learn by heart. */
    public static Recipe byHeart() {
        return new Recipe(0, 0, 1e-3, 0, 50, 0.9, 120, 4, 30, 1);
    }

    /** For any network on a few thousand easy sentences. */
    public static Recipe onFewSentences() {
        return new Recipe(0.2, 0.1, 2e-3, 0, 50, 0.9, 20, 3, 4, 1);
    }
}
