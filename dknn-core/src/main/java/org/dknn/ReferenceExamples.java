package org.dknn;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Reference examples among which neighbors are searched, with their ordinals by class.
 *
 * @param <I> type of the inputs
 */
final class ReferenceExamples<I> {

    private final Dataset<I> examples;
    private final List<int[]> byLabel;

    ReferenceExamples(Dataset<I> examples) {
        this.examples = examples;
        this.byLabel = IntStream.range(0, examples.labelSet().size())
                .mapToObj(label -> IntStream.range(0, examples.size())
                        .filter(i -> examples.label(i) == label)
                        .toArray())
                .toList();
    }

    Dataset<I> examples() {
        return examples;
    }

    /** Number of classes. */
    int classes() {
        return byLabel.size();
    }

    /** Ordinals of the examples of a class, rising; not a copy, not to be changed. */
    int[] ordinals(int label) {
        return byLabel.get(label);
    }
}
