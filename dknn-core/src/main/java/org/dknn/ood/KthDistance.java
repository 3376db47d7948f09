package org.dknn.ood;

import java.util.List;
import org.dknn.conformal.NeighborStatistics;

/** Distance of the k-th neighbor in the first layer, as the classifier found it. */
record KthDistance<I>(String layer) implements OodScore<I> {

    static String name(String layer) {
        return "distance in " + layer;
    }

    static String reason(String layer) {
        return "far in layer " + layer;
    }

    @Override
    public String name() {
        return name(layer);
    }

    @Override
    public double[] scores(List<I> inputs, List<NeighborStatistics> statistics) {
        return statistics.stream()
                .mapToDouble(found -> found.layers().get(0).kthDistance())
                .toArray();
    }

    @Override
    public String reason(I input) {
        return reason(layer);
    }
}
