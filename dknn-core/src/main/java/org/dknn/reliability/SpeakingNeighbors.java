package org.dknn.reliability;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;

/** The nearest examples of one label over all layers: those that speak for it. */
final class SpeakingNeighbors {

    private static final int SHOWN = 3;

    /** What an example counts in a layer where it is not found, in distances of the k-th neighbor. */
    private static final double BEYOND = 1.1;

    private SpeakingNeighbors() {}

    /**
     * Nearest first, by the mean over the layers of the distance divided by that of the k-th neighbor; then by ordinal.
     *
     * @param places ordinal to return for each ordinal of the prediction
     */
    static List<Integer> of(Prediction prediction, int label, IntUnaryOperator places) {
        Map<Integer, Double> nearer = new HashMap<>();
        for (int layer = 0; layer < prediction.neighbors().size(); layer++) {
            Neighbors all = prediction.neighbors().get(layer);
            Neighbors own = prediction.classNeighbors().get(layer).get(label);
            double last = all.distance(all.size() - 1);
            for (int rank = 0; rank < own.size(); rank++) {
                double share = last == 0 ? 0 : Math.min(BEYOND, own.distance(rank) / last);
                nearer.merge(own.ordinal(rank), share - BEYOND, Double::sum);
            }
        }
        return nearer.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(entry -> places.applyAsInt(entry.getKey()))
                .toList();
    }
}
