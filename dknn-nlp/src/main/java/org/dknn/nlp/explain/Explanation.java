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
 * @param verdict whether to believe the label that is explained
 * @param nearest the nearest training texts over all layers, and the nearest of another class than the one that is explained; none if
 *     no neighbors are shown
 */
public record Explanation(
        List<Segment> segments,
        LabelSet labelSet,
        PredictionSummary prediction,
        List<LayerNeighbors> neighbors,
        Optional<Interactions> interactions,
        Verdict verdict,
        List<LayerNeighbors.NearText> nearest) {

    /** Copies the lists and checks that they fit each other. */
    public Explanation {
        segments = List.copyOf(segments);
        neighbors = List.copyOf(neighbors);
        nearest = List.copyOf(nearest);
        Objects.requireNonNull(labelSet, "labelSet");
        Objects.requireNonNull(prediction, "prediction");
        Objects.requireNonNull(interactions, "interactions");
        Objects.requireNonNull(verdict, "verdict");
        Checks.requireFitting(segments, interactions);
        Checks.requireLabels(segments, labelSet, prediction, neighbors);
        Checks.requireLabels(segments, labelSet, verdict);
        nearest.forEach(near -> Checks.requireLabels("a near text", near.neighbor(), labelSet.size()));
    }

    /** An explanation whose verdict is made of its own numbers, without knowing how long training texts are, and without near texts. */
    public Explanation(
            List<Segment> segments,
            LabelSet labelSet,
            PredictionSummary prediction,
            List<LayerNeighbors> neighbors,
            Optional<Interactions> interactions) {
        this(
                segments,
                labelSet,
                prediction,
                neighbors,
                interactions,
                VerdictRules.of(
                        Checks.requireSegments(segments), labelSet, prediction, VerdictRules.Background.UNKNOWN),
                List.of());
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
