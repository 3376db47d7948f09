package org.dknn;

import java.util.List;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.PValues;
import org.dknn.index.Neighbors;

/**
 * All that is known of one input: its neighbors in each layer, their votes, the p-values and the network's own output.
 *
 * <p>Immutable.
 */
public final class Prediction {

    private final NeighborSearch.Found found;
    private final List<Neighbors> neighbors;
    private final double[] nonconformities;
    private final PValues pValues;
    private final List<PValues> layerPValues;
    private final int label;

    Prediction(
            NeighborSearch.Found found,
            double[] nonconformities,
            PValues pValues,
            List<PValues> layerPValues,
            int label) {
        this.found = found;
        this.neighbors = found.neighbors();
        this.nonconformities = nonconformities;
        this.pValues = pValues;
        this.layerPValues = layerPValues;
        this.label = label;
    }

    NeighborSearch.Found found() {
        return found;
    }

    /**
     * The label that Deep k-Nearest Neighbors predicts: the one of the largest p-value. Among equals the less
     * strange one wins, then the one with more votes, then the one whose neighbors have the smaller summed distance, then the
     * lower label.
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

    /**
     * The nearest reference examples of each class in each layer, however far: {@code [layer][label]}, each at most k, fewer
     * where the class has fewer.
     */
    public List<List<Neighbors>> classNeighbors() {
        return found.layers().stream().map(ClasswiseIndex.Found::byLabel).toList();
    }

    /** What the reference examples around the input say: all that a nonconformity looks at. */
    public NeighborStatistics evidence() {
        return found.evidence();
    }

    /** How strange a label would be, by the classifier's nonconformity; larger is stranger. */
    public double nonconformity(int label) {
        return nonconformities[label];
    }

    /** The p-values of all labels in each layer by itself. */
    public List<PValues> layerPValues() {
        return layerPValues;
    }

    /** Votes in each layer, in the order of the extractor's layers. */
    public List<LabelVotes> layerVotes() {
        return evidence().layers().stream().map(LayerStatistics::votes).toList();
    }

    /** Votes over all layers. */
    public LabelVotes votes() {
        return evidence().votes();
    }

    /** Share of the neighbors over all layers that carry a label, in {@code [0, 1]}. */
    public double conformity(int label) {
        return votes().conformity(label);
    }

    /** The network's own probability of a label, in {@code [0, 1]}. */
    public double probability(int label) {
        return found.probabilities().get(0, label);
    }

    /** The label of the network's largest probability; the lowest such label. */
    public int networkLabel() {
        return found.probabilities().argMax(0);
    }

    @Override
    public String toString() {
        return "Prediction[label " + label + ", credibility " + credibility() + ", confidence " + confidence() + ", "
                + votes() + "]";
    }
}
