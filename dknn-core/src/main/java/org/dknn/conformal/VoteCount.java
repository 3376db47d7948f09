package org.dknn.conformal;

/**
 * Number of neighbors with another label.
 *
 * @param name of the kind
 * @param lastLayerOnly whether only the last layer counts
 */
record VoteCount(String name, boolean lastLayerOnly) implements Nonconformity {

    static final VoteCount ALL_LAYERS = new VoteCount("count", false);
    static final VoteCount LAST_LAYER = new VoteCount("last-layer-count", true);

    @Override
    public double ofLayer(NeighborStatistics statistics, int layer, int label) {
        return statistics.layers().get(layer).disagreeing(label);
    }

    @Override
    public double of(NeighborStatistics statistics, int label) {
        return lastLayerOnly
                ? ofLayer(statistics, statistics.layers().size() - 1, label)
                : statistics.disagreeing(label);
    }
}
