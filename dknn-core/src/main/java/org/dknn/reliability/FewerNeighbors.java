package org.dknn.reliability;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.index.Neighbors;

/** Statistics that a classifier with fewer neighbors would find, computed from those of more neighbors. */
final class FewerNeighbors {

    private FewerNeighbors() {}

    /** Statistics of the k nearest, and of the k nearest of each class; k is at most the number of neighbors found. */
    static NeighborStatistics statistics(Prediction prediction, int k) {
        List<LayerStatistics> layers = prediction.statistics().layers();
        return NeighborStatistics.of(IntStream.range(0, layers.size())
                .mapToObj(layer -> restricted(
                        layers.get(layer), prediction.classNeighbors().get(layer), k))
                .toList());
    }

    private static LayerStatistics restricted(LayerStatistics all, List<Neighbors> byClass, int k) {
        int[] labels = new int[k];
        float[] distances = new float[k];
        for (int rank = 0; rank < k; rank++) {
            labels[rank] = all.label(rank);
            distances[rank] = (float) all.distance(rank);
        }
        float[][] classes = byClass.stream()
                .map(neighbors -> Arrays.copyOf(neighbors.distances(), Math.min(k, neighbors.size())))
                .toArray(float[][]::new);
        return LayerStatistics.of(labels, distances, classes);
    }
}
