package org.dknn.nlp.text;

import java.util.List;

/**
 * Two texts that are judged together, each as its words: whether the first entails the second, say. Either may be empty.
 *
 * @param premise words of the first text
 * @param hypothesis words of the second text
 */
public record SentencePair(List<String> premise, List<String> hypothesis) {

    /** One of the two texts. */
    public enum Side {
        /** The first text. */
        PREMISE,
        /** The second text. */
        HYPOTHESIS
    }

    /** Copies the lists. */
    public SentencePair {
        premise = List.copyOf(premise);
        hypothesis = List.copyOf(hypothesis);
    }

    /** Words of a side. */
    public List<String> words(Side side) {
        return side == Side.PREMISE ? premise : hypothesis;
    }

    /** The pair with other words on one side. */
    public SentencePair with(Side side, List<String> words) {
        return side == Side.PREMISE ? new SentencePair(words, hypothesis) : new SentencePair(premise, words);
    }
}
