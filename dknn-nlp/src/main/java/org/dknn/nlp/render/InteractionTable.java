package org.dknn.nlp.render;

import java.util.List;
import java.util.Optional;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Interactions;

/**
 * The interactions of a pair as a table.
 *
 * @param method what drops, and of which class
 * @param rows words of the first segment
 * @param columns words of the second segment
 * @param interactions the values
 */
record InteractionTable(String method, List<String> rows, List<String> columns, Interactions interactions) {

    /** The table of an explanation; empty if it has no interactions, or they are between no words. */
    static Optional<InteractionTable> of(Explanation explanation) {
        return explanation
                .interactions()
                .map(found -> new InteractionTable(
                        MethodName.of(
                                found.method(),
                                explanation,
                                explanation.attributions().get(0)),
                        words(explanation, 0, found.premise()),
                        words(explanation, 1, found.hypothesis()),
                        found))
                .filter(table -> !table.rows.isEmpty() && !table.columns.isEmpty());
    }

    private static List<String> words(Explanation explanation, int segment, Interactions.Drops drops) {
        List<String> words = explanation.segments().get(segment).words();
        return drops.positions().stream().map(words::get).toList();
    }

    double value(int row, int column) {
        return interactions.value(row, column);
    }

    /** The scale of the values. */
    Scale scale() {
        return new Scale(interactions.peak());
    }
}
