package org.dknn.bench.data;

import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.nlp.text.SentencePair;

/**
 * Pairs of sentences of three classes.
 *
 * @param name for people, such as {@code "SNLI"}
 * @param origin what was put together, for people
 * @param training pairs to learn from, and to find neighbors among
 * @param calibration pairs that no training pair has a sentence in common with
 * @param dev pairs to choose by
 * @param unseen pairs to report on: nothing is learned from them or chosen by them
 */
public record PairData(
        String name,
        String origin,
        Dataset<SentencePair> training,
        Dataset<SentencePair> calibration,
        Dataset<SentencePair> dev,
        Dataset<SentencePair> unseen) {

    /** The classes: whether the premise entails the hypothesis, says nothing of it, or contradicts it. */
    public static final LabelSet LABELS = LabelSet.of("entailment", "neutral", "contradiction");
}
