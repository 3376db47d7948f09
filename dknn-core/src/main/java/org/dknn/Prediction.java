package org.dknn;

import java.util.List;
import java.util.function.Supplier;
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
    private final double[] nonconformities;
    private final Supplier<PValues> pValues;
    private final Supplier<List<PValues>> layerPValues;
    private final int label;

    /** Of each layer; empty until someone asks. Threads that ask at once may each make them: they are equal. */
    private volatile List<Neighbors> neighbors = List.of();

    Prediction(
            NeighborSearch.Found found,
            double[] nonconformities,
            Supplier<PValues> pValues,
            Supplier<List<PValues>> layerPValues,
            int label) {
        this.found = found;
        this.nonconformities = nonconformities;
        this.pValues = pValues;
        this.layerPValues = layerPValues;
        this.label = label;
    }

    /**
     * This prediction with other statistics; neighbors, the label and the p-values of single layers stay.
     *
     * @param pValues made when asked for
     */
    Prediction with(NeighborStatistics drawn, double[] nonconformities, Supplier<PValues> pValues) {
        NeighborSearch.Found changed = new NeighborSearch.Found(found.layers(), drawn, found.probabilities());
        return new Prediction(changed, nonconformities, pValues, layerPValues, label);
    }

    NeighborSearch.Found found() {
        return found;
    }

    /**
     * The label that Deep k-Nearest Neighbors predicts: the one of the smallest nonconformity. Ties are broken by more votes,
     * then by the smaller summed distance of its neighbors, then by the lower label. Unless calibration is by class, it
     * has the largest p-value.
     */
    public int label() {
        return label;
    }

    /**
     * The p-value of the predicted label, in {@code [0, 1]}: the share of calibration examples that fit their label no better. It is no
     * probability of being right, and does not find inputs of another kind, which may fit a label well; {@link DeepKnn#ood} does.
     */
    public double credibility() {
        return pValues().value(label);
    }

    /** 1 minus the largest p-value of the other labels, in {@code [0, 1]}: how clearly they are ruled out. */
    public double confidence() {
        return pValues().confidence(label);
    }

    /** The p-values of all labels. */
    public PValues pValues() {
        return pValues.get();
    }

    /** Neighbors per layer, in the order of the extractor's layers; ordinals are those of the reference examples. */
    public List<Neighbors> neighbors() {
        List<Neighbors> made = neighbors;
        if (made.isEmpty()) {
            made = found.neighbors();
            neighbors = made;
        }
        return made;
    }

    /**
     * The nearest reference examples of each class in each layer, however far: {@code [layer][label]}, each at most k, fewer
     * where the class has fewer.
     */
    public List<List<Neighbors>> classNeighbors() {
        return found.layers().stream().map(ClasswiseIndex.Found::byLabel).toList();
    }

    /** Those of one layer and class. */
    public Neighbors classNeighbors(int layer, int label) {
        return found.layers().get(layer).classes().group(label);
    }

    /** Neighbor statistics of the input, from which nonconformities are computed. */
    public NeighborStatistics statistics() {
        return found.statistics();
    }

    /** Nonconformity of a label, by the classifier's kind; larger means less conforming. */
    public double nonconformity(int label) {
        return nonconformities[label];
    }

    /** The p-values of all labels, per layer. */
    public List<PValues> layerPValues() {
        return layerPValues.get();
    }

    /** Votes per layer, in the order of the extractor's layers. */
    public List<LabelVotes> layerVotes() {
        return statistics().layers().stream().map(LayerStatistics::votes).toList();
    }

    /** Votes over all layers. */
    public LabelVotes votes() {
        return statistics().votes();
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
