package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.text.Token;

/**
 * An explanation as a plain value that needs no classifier: it can be saved, read back and rendered elsewhere, with the same
 * result.
 *
 * @param text as it was given
 * @param tokens its words, with their places in the text
 * @param labelSet the classes
 * @param verdict the predicted label, and how far to believe it
 * @param saliencies one a method, each with one value a token; at least one
 * @param neighbors one a layer
 */
public record ExplanationRecord(
        String text,
        List<Token> tokens,
        LabelSet labelSet,
        PredictionSummary verdict,
        List<Attributions> saliencies,
        List<LayerNeighbors> neighbors)
        implements Explained {

    /** Copies the lists and checks that they fit each other. */
    public ExplanationRecord {
        Objects.requireNonNull(text, "text");
        tokens = List.copyOf(tokens);
        saliencies = List.copyOf(saliencies);
        neighbors = List.copyOf(neighbors);
        Checks.check(text, tokens, saliencies);
        checkLabels(labelSet, verdict, saliencies, neighbors);
    }

    /** The record of an explanation. */
    public static ExplanationRecord of(Explained explained) {
        return explained instanceof ExplanationRecord already
                ? already
                : new ExplanationRecord(
                        explained.text(),
                        explained.tokens(),
                        explained.labelSet(),
                        explained.verdict(),
                        explained.saliencies(),
                        explained.neighbors());
    }

    private static void checkLabels(
            LabelSet labelSet,
            PredictionSummary verdict,
            List<Attributions> saliencies,
            List<LayerNeighbors> neighbors) {
        int labels = labelSet.size();
        if (verdict.labels() != labels) {
            throw new IllegalArgumentException(
                    "the verdict must be over " + labels + " labels, got " + verdict.labels());
        }
        for (Attributions saliency : saliencies) {
            checkLabel("saliency by " + saliency.method(), saliency.label(), labels);
            saliency.target().rival().ifPresent(rival -> checkLabel("a rival in " + saliency.method(), rival, labels));
        }
        for (LayerNeighbors layer : neighbors) {
            if (layer.votes().labels() != labels) {
                throw new IllegalArgumentException("votes of layer " + layer.layer() + " must be over " + labels
                        + " labels, got " + layer.votes().labels());
            }
            layer.nearest().forEach(near -> checkLabel("a neighbor in layer " + layer.layer(), near.label(), labels));
        }
    }

    private static void checkLabel(String whose, int label, int labels) {
        if (label < 0 || label >= labels) {
            throw new IllegalArgumentException(
                    "the label of " + whose + " must be in 0.." + (labels - 1) + ", got " + label);
        }
    }
}
