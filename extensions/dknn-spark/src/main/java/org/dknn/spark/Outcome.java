package org.dknn.spark;

import java.util.List;
import java.util.Optional;
import org.dknn.nlp.explain.Explanation;

/**
 * What became of a text: explanations, or the reason why there are none.
 *
 * @param explanations one per target; empty if there is an error
 * @param error what is wrong with the text
 */
record Outcome(List<Explanation> explanations, Optional<String> error) {

    Outcome {
        explanations = List.copyOf(explanations);
    }

    static Outcome explained(List<Explanation> explanations) {
        return new Outcome(explanations, Optional.empty());
    }

    static Outcome failed(String error) {
        return new Outcome(List.of(), Optional.of(error));
    }

    /** The explanation of the first target. */
    Optional<Explanation> first() {
        return explanations.stream().findFirst();
    }
}
