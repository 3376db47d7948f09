package org.dknn;

import java.util.List;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;

/**
 * All that is known of one input: its neighbors in each layer, their votes, the p-values and the network's own output.
 *
 * <p>Immutable.
 */
public final class Prediction {

    private final List<Neighbors> neighbors;
    private final List<LabelVotes> layerVotes;
    private final LabelVotes votes;
    private final PValues pValues;
    private final FloatMatrix probabilities;
    private final int label;

    Prediction(NeighborSearch.Found found, LabelVotes votes, PValues pValues, int label) {
        this.neighbors = List.copyOf(found.neighbors());
        this.layerVotes = List.copyOf(found.votes());
        this.votes = votes;
        this.pValues = pValues;
        this.probabilities = found.probabilities();
        this.label = label;
    }

    /**
     * The label that Deep k-Nearest Neighbors predicts: the one of the largest p-value. Among equals the one with more votes
     * wins, then the one whose neighbors have the smaller summed distance, then the lower label.
     */
    public int label() {
        return label;
    }

    /** The largest p-value, in {@code [0, 1]}: how well the training data support the prediction at all. */
    public double credibility() {
        return pValues.credibility();
    }

    /** 1 less the second largest p-value, in {@code [0, 1]}: how surely the other labels are out. */
    public double confidence() {
        return pValues.confidence();
    }

    /** The p-values of all labels. */
    public PValues pValues() {
        return pValues;
    }

    /** Neighbors in each layer, in the order of the extractor's layers; ordinals are those of the training examples. */
    public List<Neighbors> neighbors() {
        return neighbors;
    }

    /** Votes in each layer, in the order of the extractor's layers. */
    public List<LabelVotes> layerVotes() {
        return layerVotes;
    }

    /** Votes over all layers. */
    public LabelVotes votes() {
        return votes;
    }

    /** Share of the neighbors over all layers that carry a label, in {@code [0, 1]}. */
    public double conformity(int label) {
        return votes.conformity(label);
    }

    /** The network's own probability of a label, in {@code [0, 1]}. */
    public double probability(int label) {
        return probabilities.get(0, label);
    }

    /** The label of the network's largest probability; the lowest such label. */
    public int networkLabel() {
        return probabilities.argMax(0);
    }

    @Override
    public String toString() {
        return "Prediction[label " + label + ", credibility " + credibility() + ", confidence " + confidence() + ", "
                + votes + "]";
    }
}
