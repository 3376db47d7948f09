package org.dknn.bench.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;

/**
 * What the code published with Wallace, Feng and Boyd-Graber (2018) makes of the neighbors, where that differs from the paper.
 * Here to be compared with; it has these faults:
 *
 * <ul>
 *   <li>each layer's neighbors replace those of the layer before, so the last layer alone votes;
 *   <li>the prediction is the label with most votes, calibrated or not;
 *   <li>calibration keeps the share of neighbors with the true label, a conformity, and {@code predict} then counts the
 *       calibration examples at least as conforming: {@link Direction#AT_LEAST_AS_CONFORMING}, so full support gets a low
 *       value;
 *   <li>its other method counts the less conforming ones: {@link Direction#LESS_CONFORMING}, the right way round, but of
 *       equals, and most have the share 1, none counts.
 * </ul>
 *
 * <p>Where the true label of a calibration example has no neighbor, the original ends with an error; here the share is 0.
 */
final class OriginalDknn {

    /** Which calibration examples count. */
    enum Direction {
        /** {@code #(a >= share) / |A|}, upside down. */
        AT_LEAST_AS_CONFORMING,

        /** {@code #(a < share) / |A|}. */
        LESS_CONFORMING
    }

    private final int[] labels;
    private final double[] conformities;

    /**
     * Takes what it is compared by.
     *
     * @param labels of the reference examples, by ordinal
     * @param conformities share of the last layer's neighbors with the true label, one a calibration example
     */
    OriginalDknn(int[] labels, double[] conformities) {
        this.labels = labels.clone();
        this.conformities = conformities.clone();
    }

    /** Calibrates on held-out examples. */
    static <I> OriginalDknn of(DeepKnn<I> dknn, Dataset<I> calibration) {
        List<Prediction> predictions = dknn.predictAll(calibration.inputs());
        int last = dknn.layers().size() - 1;
        double[] conformities = IntStream.range(0, calibration.size())
                .mapToDouble(i -> predictions.get(i).layerVotes().get(last).conformity(calibration.label(i)))
                .toArray();
        return new OriginalDknn(dknn.reference().labels(), conformities);
    }

    /** The label with most of the last layer's neighbors; of equals the one that a nearer neighbor has first. */
    int label(Neighbors lastLayer) {
        return byVotes(lastLayer)[0];
    }

    /** The calibrated credibility of a label, in {@code [0, 1]}. */
    double credibility(Neighbors lastLayer, int label, Direction direction) {
        double share = (double) votes(lastLayer).getOrDefault(label, 0) / lastLayer.size();
        long counted = Arrays.stream(conformities)
                .filter(a -> direction == Direction.LESS_CONFORMING ? a < share : a >= share)
                .count();
        return (double) counted / conformities.length;
    }

    /** The label that a reader of the credibility would choose; of equals the one with more votes. */
    int labelOfLargestCredibility(Neighbors lastLayer, int classes, Direction direction) {
        int[] candidates = IntStream.concat(IntStream.of(byVotes(lastLayer)), IntStream.range(0, classes))
                .distinct()
                .toArray();
        int best = candidates[0];
        for (int label : candidates) {
            if (credibility(lastLayer, label, direction) > credibility(lastLayer, best, direction)) {
                best = label;
            }
        }
        return best;
    }

    /** Labels of the neighbors, most votes first, then in the order in which they are met. */
    private int[] byVotes(Neighbors neighbors) {
        // the sort keeps the order of equals
        return votes(neighbors).entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    private Map<Integer, Integer> votes(Neighbors neighbors) {
        Map<Integer, Integer> votes = new LinkedHashMap<>();
        for (int rank = 0; rank < neighbors.size(); rank++) {
            votes.merge(labels[neighbors.ordinal(rank)], 1, Integer::sum);
        }
        return votes;
    }
}
