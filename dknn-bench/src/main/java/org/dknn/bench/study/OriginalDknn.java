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
 * What the code published with Wallace, Feng and Boyd-Graber (2018) makes of the neighbors, where that differs from the paper. Here to
 * be compared with; it has these faults:
 *
 * <ul>
 *   <li>each layer's neighbors replace those of the layer before, so the last layer alone votes;
 *   <li>the prediction is the label with most votes, calibrated or not;
 *   <li>calibration keeps the share of neighbors with the true label, a conformity, and {@code predict} then counts the calibration
 *       examples at least as conforming, so full agreement gets a low value.
 * </ul>
 *
 * <p>Where the true label of a calibration example has no neighbor, the original ends with an error; here the share is 0.
 */
final class OriginalDknn {

    private final int[] labels;
    private final double[] conformities;

    /**
     * Takes what it is compared by.
     *
     * @param labels of the reference examples, by ordinal
     * @param conformities share of the last layer's neighbors with the true label, one per calibration example
     */
    OriginalDknn(int[] labels, double[] conformities) {
        this.labels = labels.clone();
        this.conformities = conformities.clone();
    }

    /** Calibrates on examples that were held out. */
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

    /** The calibrated credibility of a label, {@code #(a >= share) / |A|}, upside down. */
    double credibility(Neighbors lastLayer, int label) {
        double share = (double) votes(lastLayer).getOrDefault(label, 0) / lastLayer.size();
        return (double) Arrays.stream(conformities).filter(a -> a >= share).count() / conformities.length;
    }

    /** The label that a reader of the credibility would choose; of equals the one with more votes. */
    int labelOfLargestCredibility(Neighbors lastLayer, int classes) {
        int[] candidates = IntStream.concat(IntStream.of(byVotes(lastLayer)), IntStream.range(0, classes))
                .distinct()
                .toArray();
        int best = candidates[0];
        for (int label : candidates) {
            if (credibility(lastLayer, label) > credibility(lastLayer, best)) {
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
