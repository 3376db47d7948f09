package org.dknn.ood;

import java.util.List;
import org.dknn.activation.ActivationExtractor;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.index.NeighborIndex;

/** Distance of the k-th neighbor by cosine in the first layer, searched for in an index of its own. */
record SearchedDistance<I>(ActivationExtractor<I> extractor, NeighborIndex index, int k) implements OodScore<I> {

    private String layer() {
        return extractor.layers().get(0);
    }

    @Override
    public String name() {
        return KthDistance.name(layer());
    }

    @Override
    public double[] scores(List<I> inputs, List<NeighborStatistics> statistics) {
        if (inputs.isEmpty()) {
            return new double[0];
        }
        return index.search(extractor.extract(inputs).matrices().get(0), k).stream()
                .mapToDouble(neighbors -> neighbors.distance(neighbors.size() - 1))
                .toArray();
    }

    @Override
    public String reason(I input) {
        return KthDistance.reason(layer());
    }

    @Override
    public void close() {
        index.close();
    }
}
