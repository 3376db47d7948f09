package org.dknn.conformal;

import java.util.List;

/**
 * What the reference examples around one input say in all layers: all that a {@link Nonconformity} may look at. Immutable.
 */
public final class NeighborStatistics {

    private final List<LayerStatistics> layers;
    private final LabelVotes votes;

    private NeighborStatistics(List<LayerStatistics> layers) {
        this.layers = layers;
        this.votes = layers.stream()
                .map(LayerStatistics::votes)
                .reduce(LabelVotes::plus)
                .orElseThrow(() -> new IllegalArgumentException("evidence needs at least one layer, got none"));
    }

    /** Evidence of layers, in their order; at least one, all over the same classes. */
    public static NeighborStatistics of(List<LayerStatistics> layers) {
        return new NeighborStatistics(List.copyOf(layers));
    }

    /** Evidence in each layer. */
    public List<LayerStatistics> layers() {
        return layers;
    }

    /** Number of classes. */
    public int classes() {
        return votes.labels();
    }

    /** Votes over all layers. */
    public LabelVotes votes() {
        return votes;
    }

    /**
     * Number of neighbors with another label over all layers; of a draw brought to the number before it and rounded, all layers
     * together, see {@link LayerStatistics#disagreeing}.
     */
    public double disagreeing(int label) {
        int nominal = layers.stream().mapToInt(LayerStatistics::nominal).sum();
        return LayerStatistics.disagreeing(votes, nominal, label);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NeighborStatistics that && layers.equals(that.layers);
    }

    @Override
    public int hashCode() {
        return layers.hashCode();
    }

    @Override
    public String toString() {
        return "NeighborStatistics" + layers;
    }
}
