package org.dknn.reliability;

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
        return NeighborStatistics.of(IntStream.range(0, prediction.neighbors().size())
                .mapToObj(layer -> restricted(
                        prediction.neighbors().get(layer).distance(k - 1),
                        prediction.classNeighbors().get(layer),
                        k))
                .toList());
    }

    private static LayerStatistics restricted(float kthDistance, List<Neighbors> byClass, int k) {
        List<Neighbors> nearest =
                byClass.stream().map(neighbors -> neighbors.first(k)).toList();
        return LayerStatistics.ofClasses(
                k,
                kthDistance,
                nearest.stream()
                        .mapToInt(neighbors -> neighbors.rowsAt(kthDistance))
                        .toArray(),
                nearest.stream().map(Neighbors::distances).toArray(float[][]::new));
    }
}
