package org.dknn.cli.serve;

import java.util.List;
import java.util.Objects;
import org.dknn.DeepKnn;
import org.dknn.nlp.explain.Explainer;

/**
 * A model with its training texts.
 *
 * @param name for people
 * @param classifier fitted; not closed with the server
 * @param explainer of its texts
 * @param trainingTexts as they were written, by ordinal
 */
public record ServedModel(
        String name, DeepKnn<List<String>> classifier, Explainer<String> explainer, List<String> trainingTexts) {

    /** Copies the list. */
    public ServedModel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(explainer, "explainer");
        trainingTexts = List.copyOf(trainingTexts);
        if (trainingTexts.size() != classifier.reference().size()) {
            throw new IllegalArgumentException("needs a text for each of "
                    + classifier.reference().size() + " reference examples, got " + trainingTexts.size());
        }
    }

    String label(int label) {
        return classifier.labelSet().name(label);
    }
}
