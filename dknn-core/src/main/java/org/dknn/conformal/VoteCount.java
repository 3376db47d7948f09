package org.dknn.conformal;

/**
 * Neighbors with another label, counted.
 *
 * @param name of the kind
 * @param lastLayerOnly whether the last layer alone counts
 */
record VoteCount(String name, boolean lastLayerOnly) implements Nonconformity {

    static final VoteCount ALL_LAYERS = new VoteCount("count", false);
    static final VoteCount LAST_LAYER = new VoteCount("last-layer-count", true);

    @Override
    public double ofLayer(NeighborStatistics evidence, int layer, int label) {
        return evidence.layers().get(layer).votes().nonconformity(label);
    }

    @Override
    public double of(NeighborStatistics evidence, int label) {
        return lastLayerOnly
                ? ofLayer(evidence, evidence.layers().size() - 1, label)
                : evidence.votes().nonconformity(label);
    }
}
