package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;

/**
 * How good the sets of neighbors are that one layer gives: whether the nearest example has the predicted class, and whether many
 * different examples are ever near anything. Of equally near examples the first in the training set are neighbors, so the last
 * three numbers depend on its order where more are equally near than there are places.
 *
 * @param layer its name
 * @param classDetection share of the inputs whose nearest neighbor has the predicted label, in {@code [0, 1]}
 * @param cardinality different neighbors of all inputs, by the number of neighbors asked for, in {@code (0, 1]}; small where a few
 *     hubs are near everything
 * @param hubness skewness of how often each reference example is a neighbor; near 0 where all are alike, large with hubs, and 0 if
 *     there are fewer than three examples or all are neighbors equally often
 * @param largestHub share of the inputs that the most frequent neighbor is near to, in {@code (0, 1]}
 * @see <a href="https://arxiv.org/abs/2410.07158">Bareeva et al. (2024), Quanda: class detection and top-k cardinality</a>
 * @see <a href="https://jmlr.org/papers/v11/radovanovic10a.html">Radovanovic et al. (2010), Hubs in space</a>
 */
public record NeighborQuality(
        String layer, double classDetection, double cardinality, double hubness, double largestHub) {

    /**
     * Judges every layer.
     *
     * @param dknn the classifier, for the labels of its examples
     * @param predictions by it, at least one
     * @return one per layer, in the order of {@link DeepKnn#layers}
     */
    public static List<NeighborQuality> of(DeepKnn<?> dknn, List<Prediction> predictions) {
        if (predictions.isEmpty()) {
            throw new IllegalArgumentException("needs at least one prediction, got none");
        }
        return IntStream.range(0, dknn.layers().size())
                .mapToObj(layer -> of(dknn, predictions, layer))
                .toList();
    }

    private static NeighborQuality of(DeepKnn<?> dknn, List<Prediction> predictions, int layer) {
        int[] occurrences = new int[dknn.reference().size()];
        int detected = 0;
        int asked = 0;
        for (Prediction prediction : predictions) {
            Neighbors neighbors = prediction.neighbors().get(layer);
            detected += nearestLabel(prediction, layer) == prediction.label() ? 1 : 0;
            asked += neighbors.size();
            for (int ordinal : neighbors.ordinals()) {
                occurrences[ordinal]++;
            }
        }
        long different = Arrays.stream(occurrences).filter(count -> count > 0).count();
        return new NeighborQuality(
                dknn.layers().get(layer),
                (double) detected / predictions.size(),
                (double) different / asked,
                skewness(occurrences),
                (double) Arrays.stream(occurrences).max().orElse(0) / predictions.size());
    }

    /** The label of the nearest example; of equally near ones that of most of them, then the lower label. */
    private static int nearestLabel(Prediction prediction, int layer) {
        float distance = prediction.neighbors().get(layer).distance(0);
        List<Neighbors> classes = prediction.classNeighbors().get(layer);
        int nearest = 0;
        for (int label = 1; label < classes.size(); label++) {
            nearest = classes.get(label).rowsAt(distance) > classes.get(nearest).rowsAt(distance) ? label : nearest;
        }
        return nearest;
    }

    private static double skewness(int[] occurrences) {
        double[] counts = Arrays.stream(occurrences).asDoubleStream().toArray();
        return counts.length < 3 || RankCorrelation.isConstant(counts) ? 0 : new Skewness().evaluate(counts);
    }
}
