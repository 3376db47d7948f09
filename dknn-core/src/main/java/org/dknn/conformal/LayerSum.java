package org.dknn.conformal;

import java.util.List;

/**
 * A measure of one layer, summed over all.
 *
 * @param measure of a layer
 * @param scales typical distances, one per layer, by which the measure is divided; empty if it is not a distance or not
 *     fitted
 */
record LayerSum(LayerMeasure measure, List<Double> scales) implements Nonconformity {

    LayerSum {
        scales = List.copyOf(scales);
    }

    static LayerSum unfitted(LayerMeasure measure) {
        return new LayerSum(measure, List.of());
    }

    @Override
    public String name() {
        return measure.text();
    }

    @Override
    public List<Double> parameters() {
        return scales;
    }

    @Override
    public boolean tellsLabelsApart() {
        return measure != LayerMeasure.KTH_DISTANCE;
    }

    @Override
    public Nonconformity fittedTo(List<NeighborStatistics> examples, int[] labels) {
        return measure.isScaled()
                ? new LayerSum(measure, Typical.ofLayers(examples, LayerStatistics::kthDistance))
                : this;
    }

    @Override
    public double ofLayer(NeighborStatistics statistics, int layer, int label) {
        double value = measure.of(statistics.layers().get(layer), label);
        return measure.isScaled() ? value / Typical.require(scales, layer, name()) : value;
    }
}
