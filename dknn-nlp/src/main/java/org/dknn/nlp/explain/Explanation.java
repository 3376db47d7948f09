package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.text.Token;

/**
 * Why an input was classified as it was, and whether to believe it. A plain value that needs no classifier: the same as an {@link
 * Explainer} made it and as it is read back from a file.
 *
 * @param segments one for a text, two for a pair; at least one, all with the same methods
 * @param labelSet the classes
 * @param prediction of the whole input; the label of its network is the one explained, if no other target was chosen
 * @param neighbors one per layer
 * @param interactions what words of both segments of a pair do together, if that was asked for
 */
public record Explanation(
        List<Segment> segments,
        LabelSet labelSet,
        PredictionSummary prediction,
        List<LayerNeighbors> neighbors,
        Optional<Interactions> interactions) {

    /** Copies the lists and checks that they fit each other. */
    public Explanation {
        segments = List.copyOf(segments);
        neighbors = List.copyOf(neighbors);
        Objects.requireNonNull(labelSet, "labelSet");
        Objects.requireNonNull(prediction, "prediction");
        Objects.requireNonNull(interactions, "interactions");
        Checks.requireFitting(segments, interactions);
        Checks.requireLabels(segments, labelSet, prediction, neighbors);
    }

    /** Text of the first segment: all there is unless a pair is explained. */
    public String text() {
        return segments.get(0).text();
    }

    /** Tokens of the first segment. */
    public List<Token> tokens() {
        return segments.get(0).tokens();
    }

    /** The values of the first segment, one per method. */
    public List<Attributions> attributions() {
        return segments.get(0).attributions();
    }

    /** The label that Deep k-Nearest Neighbors predicts; {@link Attributions#target} tells what is explained. */
    public int label() {
        return prediction.label();
    }

    /** Name of that label. */
    public String labelName() {
        return labelSet.name(label());
    }

    /** Whether a pair is explained. */
    public boolean isPair() {
        return segments.size() == 2;
    }
}
