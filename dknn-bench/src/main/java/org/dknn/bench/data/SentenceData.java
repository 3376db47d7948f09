package org.dknn.bench.data;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * Sentences of two classes or more, each as its words, in the usual three parts.
 *
 * @param name for people, such as {@code "SST-2"}
 * @param origin where it came from, for people
 * @param sources the files it was read from; none where it was made up
 * @param training sentences to learn from
 * @param phrases pieces of the training sentences with labels of their own, among them the sentences; may be empty
 * @param dev sentences to choose by
 * @param test sentences to report on
 */
public record SentenceData(
        String name,
        String origin,
        List<SourceFile> sources,
        Dataset<List<String>> training,
        Dataset<List<String>> phrases,
        Dataset<List<String>> dev,
        Dataset<List<String>> test) {

    /** Copies the list of files. */
    public SentenceData {
        sources = List.copyOf(sources);
    }

    /** The classes of all parts. */
    public LabelSet labelSet() {
        return training.labelSet();
    }
}
