package org.dknn.cli;

import java.util.List;
import java.util.Optional;
import org.dknn.Dataset;
import org.dknn.Dataset.Contradiction;

/** What is said of equal texts with different labels. */
final class Contradictions {

    /** Number of words of an example to show. */
    private static final int SHOWN = 30;

    private Contradictions() {}

    /** One line; empty if there are no such texts. */
    static Optional<String> message(Dataset<List<String>> texts) {
        List<Contradiction<List<String>>> found = texts.contradictions();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Contradiction<List<String>> first = found.get(0);
        int all = found.stream().mapToInt(Contradiction::size).sum();
        return Optional.of((found.size() == 1 ? "1 text occurs" : found.size() + " texts occur")
                + " with different labels, " + all + " of the " + texts.size()
                + " texts in all. Check the labels, for example of \"" + shown(first.input()) + "\": "
                + first.labels(texts.labelSet()) + ".");
    }

    private static String shown(List<String> words) {
        return words.size() <= SHOWN ? String.join(" ", words) : String.join(" ", words.subList(0, SHOWN)) + " ...";
    }
}
