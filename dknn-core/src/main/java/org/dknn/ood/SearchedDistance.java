package org.dknn.ood;

import java.util.List;
import org.dknn.activation.ActivationExtractor;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;

/** Distance of the k-th neighbor by cosine in the first layer, searched for in an index of its own. */
record SearchedDistance<I>(ActivationExtractor<I> extractor, NeighborIndex index, int k) implements OodScore<I> {

    /** Inputs at once, which bounds the memory of long calls. */
    private static final int CHUNK = 4_096;

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
        double[] scores = new double[inputs.size()];
        for (int from = 0; from < scores.length; from += CHUNK) {
            List<I> some = inputs.subList(from, Math.min(scores.length, from + CHUNK));
            List<Neighbors> found =
                    index.search(extractor.extract(some).matrices().get(0), k);
            for (int i = 0; i < found.size(); i++) {
                scores[from + i] = found.get(i).distance(found.get(i).size() - 1);
            }
        }
        return scores;
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
