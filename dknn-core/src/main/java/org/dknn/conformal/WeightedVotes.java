package org.dknn.conformal;

import java.util.List;

/**
 * Votes weighted by a Gaussian of the distance.
 *
 * @param widths of the Gaussian, one per layer; empty before it is fitted
 */
record WeightedVotes(List<Double> widths) implements Nonconformity {

    static final String NAME = "weighted-votes";

    WeightedVotes {
        widths = List.copyOf(widths);
    }

    static WeightedVotes unfitted() {
        return new WeightedVotes(List.of());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Double> parameters() {
        return widths;
    }

    @Override
    public Nonconformity fittedTo(List<NeighborStatistics> examples, int[] labels) {
        return new WeightedVotes(Typical.ofLayers(examples, LayerStatistics::kthDistance));
    }

    @Override
    public double ofLayer(NeighborStatistics statistics, int layer, int label) {
        double width = Typical.require(widths, layer, NAME);
        LayerStatistics found = statistics.layers().get(layer);
        double nearest = found.distance(0);
        double all = 0;
        double own = 0;
        for (int rank = 0; rank < found.k(); rank++) {
            double distance = found.distance(rank);
            // relative to the nearest, which changes no share and keeps the sum from vanishing
            double weight = Math.exp((nearest - distance) * (nearest + distance) / (2 * width * width));
            all += weight;
            own += found.label(rank) == label ? weight : 0;
        }
        return Math.max(0, 1 - own / all);
    }
}
