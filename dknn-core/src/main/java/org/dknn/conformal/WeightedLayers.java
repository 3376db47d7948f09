package org.dknn.conformal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A nonconformity with one weight per layer.
 *
 * @param base the kind that is weighted
 * @param weights one per layer
 */
record WeightedLayers(Nonconformity base, List<Double> weights) implements Nonconformity {

    static final String PREFIX = "weighted ";

    WeightedLayers {
        Objects.requireNonNull(base, "base");
        weights = List.copyOf(weights);
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("weights of layers must be finite and 0 or more, got " + weights);
            }
            sum += weight;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("needs a layer with a weight above 0, got " + weights);
        }
    }

    @Override
    public String name() {
        return PREFIX + base.name();
    }

    /** Number of layers, their weights, then the parameters of the base. */
    @Override
    public List<Double> parameters() {
        List<Double> all = new ArrayList<>();
        all.add((double) weights.size());
        all.addAll(weights);
        all.addAll(base.parameters());
        return List.copyOf(all);
    }

    @Override
    public boolean tellsLabelsApart() {
        return base.tellsLabelsApart();
    }

    @Override
    public Nonconformity fittedTo(List<NeighborStatistics> examples, int[] labels) {
        return new WeightedLayers(base.fittedTo(examples, labels), weights);
    }

    @Override
    public double ofLayer(NeighborStatistics statistics, int layer, int label) {
        return base.ofLayer(statistics, layer, label);
    }

    @Override
    public double of(NeighborStatistics statistics, int label) {
        int layers = statistics.layers().size();
        if (layers != weights.size()) {
            throw new IllegalArgumentException("needs a weight for each of " + layers + " layers, got " + weights);
        }
        double sum = 0;
        for (int layer = 0; layer < layers; layer++) {
            sum += weights.get(layer) == 0 ? 0 : weights.get(layer) * ofLayer(statistics, layer, label);
        }
        return sum;
    }
}
