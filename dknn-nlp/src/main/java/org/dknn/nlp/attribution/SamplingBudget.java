package org.dknn.nlp.attribution;

/**
 * How many texts may be predicted to explain one, and which are drawn. The draws depend on the seed and the text alone.
 *
 * @param texts at least 2
 * @param seed of the draws
 */
public record SamplingBudget(int texts, long seed) {

    /** Checks the number. */
    public SamplingBudget {
        if (texts < 2) {
            throw new IllegalArgumentException("a budget must be at least 2 texts, got " + texts);
        }
    }
}
