package org.dknn.conformal;

import java.util.List;

/** Neighbor statistics of one input in all layers, from which a {@link Nonconformity} is computed. Immutable. */
public final class NeighborStatistics {

    private final List<LayerStatistics> layers;
    private final LabelVotes votes;

    private NeighborStatistics(List<LayerStatistics> layers) {
        this.layers = layers;
        this.votes = layers.stream()
                .map(LayerStatistics::votes)
                .reduce(LabelVotes::plus)
                .orElseThrow(() -> new IllegalArgumentException("statistics need at least one layer, got none"));
    }

    /** Statistics of layers, in their order; at least one, all over the same classes. */
    public static NeighborStatistics of(List<LayerStatistics> layers) {
        return new NeighborStatistics(List.copyOf(layers));
    }

    /** Statistics per layer. */
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
