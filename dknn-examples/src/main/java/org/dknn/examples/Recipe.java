package org.dknn.examples;

/**
 * How a network is trained.
 *
 * @param pooledDrop share of the pooled layer that is dropped
 * @param denseDrop share of each dense layer that is dropped
 * @param learningRate of Adam, at the start
 * @param decaySteps steps over which the learning rate falls in a line to a fiftieth; 0 for a constant rate
 * @param averaging weight of the past in the running average of the parameters
 * @param batchSize largest number of inputs in a step
 * @param looks when the dev set is looked at
 * @param epochs passes through the training set at most
 */
record Recipe(
        double pooledDrop,
        double denseDrop,
        double learningRate,
        int decaySteps,
        double averaging,
        int batchSize,
        Looks looks,
        int epochs) {

    /** Of the weights, the order and the dropped words. */
    static final long SEED = 1;

    /** For any network on a few thousand easy sentences. */
    static final Recipe EASY = new Recipe(0.2, 0.1, 2e-3, 0, 0.9, 50, new Looks(20, 3), 4);

    /**
     * Looks at the dev set.
     *
     * @param every steps between two looks
     * @param patience looks without a rise after which training ends
     */
    record Looks(int every, int patience) {}
}
