package org.dknn.examples.data;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * Sentences of two classes, each as its words, in the usual three parts.
 *
 * @param name for people, such as {@code "SST-2"}
 * @param origin where it came from, for people
 * @param training sentences to learn from
 * @param phrases pieces of the training sentences with labels of their own, among them the sentences; may be empty
 * @param dev sentences to choose by
 * @param test sentences to report on
 */
public record SentimentData(
        String name,
        String origin,
        Dataset<List<String>> training,
        Dataset<List<String>> phrases,
        Dataset<List<String>> dev,
        Dataset<List<String>> test) {

    /** The classes of all sets: 0 is negative, 1 positive. */
    public static final LabelSet LABELS = LabelSet.of("negative", "positive");

    /** Whether this is the {@link GeneratedCorpus}, no real text. */
    public boolean isMadeUp() {
        return name.equals(GeneratedCorpus.NAME);
    }
}
