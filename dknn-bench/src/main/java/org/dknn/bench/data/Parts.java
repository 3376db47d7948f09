package org.dknn.bench.data;

import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * A data set in the parts that a study needs.
 *
 * @param name for people, such as {@code "SST-2"}
 * @param training to learn from, and to find neighbors among
 * @param calibration to calibrate on; nothing is learned from it
 * @param dev to choose by
 * @param test to report on
 * @param phrases pieces of the training sentences with labels of their own; may be empty
 * @param <I> type of the inputs
 */
public record Parts<I>(
        String name,
        Dataset<I> training,
        Dataset<I> calibration,
        Dataset<I> dev,
        Dataset<I> test,
        Dataset<I> phrases) {

    /** The classes of all parts. */
    public LabelSet labelSet() {
        return training.labelSet();
    }
}
