package org.dknn.bench.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.Prediction;
import org.dknn.bench.model.TrainedModel;
import org.dknn.index.Neighbors;

/**
 * What one network scored.
 *
 * @param training number of training sentences that neighbors are looked for among
 * @param test number of test sentences
 * @param accuracies share of these that each rule gets right, by its name
 */
record AccuracyResult(int training, int test, Map<String, Double> accuracies) {

    /** The network's own label. */
    static final String SOFTMAX = "softmax";

    /** Deep k-Nearest Neighbors over all layers by cosine, the label of the largest p-value. */
    static final String DKNN = "DkNN, cosine";

    /** The rules: these, the same by the Euclidean distance, which the original takes, and what its code makes of that. */
    static final List<String> RULES =
            List.of(SOFTMAX, DKNN, "DkNN, Euclidean", "last layer only", "largest inverted credibility");

    /**
     * Judges a network on its test set.
     *
     * @param byCosine the network with its neighbors by cosine
     * @param euclidean the same network with its neighbors by the Euclidean distance
     */
    static AccuracyResult of(TrainedModel<List<String>> byCosine, TrainedModel<List<String>> euclidean) {
        Dataset<List<String>> test = byCosine.data().test();
        List<Prediction> predictions = byCosine.dknn().predictAll(test.inputs());
        List<Prediction> others = euclidean.dknn().predictAll(test.inputs());
        OriginalDknn original =
                OriginalDknn.of(euclidean.dknn(), euclidean.data().calibration());
        List<Neighbors> last = others.stream()
                .map(prediction ->
                        prediction.neighbors().get(prediction.neighbors().size() - 1))
                .toList();
        List<IntUnaryOperator> labels = List.of(
                i -> predictions.get(i).networkLabel(),
                i -> predictions.get(i).label(),
                i -> others.get(i).label(),
                i -> original.label(last.get(i)),
                i -> original.labelOfLargestCredibility(
                        last.get(i), test.labelSet().size()));
        Map<String, Double> accuracies = new LinkedHashMap<>();
        for (int rule = 0; rule < RULES.size(); rule++) {
            accuracies.put(RULES.get(rule), accuracy(test, labels.get(rule)));
        }
        return new AccuracyResult(byCosine.data().training().size(), test.size(), accuracies);
    }

    /** Share of examples whose label is the one given. */
    static double accuracy(Dataset<?> examples, IntUnaryOperator label) {
        long right = IntStream.range(0, examples.size())
                .filter(i -> label.applyAsInt(i) == examples.label(i))
                .count();
        return (double) right / examples.size();
    }

    double accuracy(String rule) {
        return accuracies.getOrDefault(rule, Double.NaN);
    }
}
