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

    /** The place of each example among those of its class. */
    private final int[] rows;

    ReferenceExamples(Dataset<I> examples) {
        this.examples = examples;
        this.byLabel = IntStream.range(0, examples.labelSet().size())
                .mapToObj(label -> IntStream.range(0, examples.size())
                        .filter(i -> examples.label(i) == label)
                        .toArray())
                .toList();
        this.rows = new int[examples.size()];
        for (int[] ordinals : byLabel) {
            for (int row = 0; row < ordinals.length; row++) {
                rows[ordinals[row]] = row;
            }
        }
    }

    Dataset<I> examples() {
        return examples;
    }

    /** Number of classes. */
    int classes() {
        return byLabel.size();
    }

    /** The place of an example among the {@link #ordinals} of its class. */
    int row(int ordinal) {
        return rows[ordinal];
    }

    /** Ordinals of the examples of a class, rising; not a copy, not to be changed. */
    int[] ordinals(int label) {
        return byLabel.get(label);
    }
}
