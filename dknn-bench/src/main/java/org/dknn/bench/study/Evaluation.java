package org.dknn.bench.study;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dknn.Dataset;
import org.dknn.Prediction;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.OriginalDknn.Direction;
import org.dknn.index.Neighbors;

/** Judges one network on its test set; the original's variants by the Euclidean distance, which it takes. */
final class Evaluation {

    private final TrainedModel byCosine;
    private final TrainedModel euclidean;
    private final OriginalDknn original;
    private final Map<Rule, Integer> right = new EnumMap<>(Rule.class);
    private final Credibility.Sums ours = new Credibility.Sums();
    private final Credibility.Sums inverted = new Credibility.Sums();

    private Evaluation(TrainedModel byCosine, TrainedModel euclidean) {
        this.byCosine = byCosine;
        this.euclidean = euclidean;
        this.original = OriginalDknn.of(euclidean.dknn(), euclidean.split().heldOut());
    }

    /**
     * Judges a network.
     *
     * @param byCosine the network with its neighbors by cosine
     * @param euclidean the same network with its neighbors by the Euclidean distance
     */
    static CellResult of(TrainedModel byCosine, TrainedModel euclidean) {
        return new Evaluation(byCosine, euclidean).result();
    }

    private CellResult result() {
        Dataset<List<String>> test = byCosine.data().test();
        List<Prediction> predictions = byCosine.dknn().predictAll(test.inputs());
        List<Prediction> inOriginalDistance = euclidean.dknn().predictAll(test.inputs());
        for (int i = 0; i < test.size(); i++) {
            count(predictions.get(i), test.label(i));
            countOriginal(inOriginalDistance.get(i), test.label(i));
        }
        return new CellResult(
                byCosine.split().kept().size(),
                test.size(),
                right,
                ours.mean(),
                inverted.mean(),
                byCosine.data().sources(),
                LocalDate.now(ZoneOffset.UTC));
    }

    private void count(Prediction prediction, int label) {
        countIfRight(Rule.SOFTMAX, prediction.networkLabel(), label);
        countIfRight(Rule.DKNN, prediction.label(), label);
        ours.add(prediction.credibility(), prediction.label(), label);
    }

    private void countOriginal(Prediction prediction, int label) {
        Neighbors last = prediction.neighbors().get(prediction.neighbors().size() - 1);
        int predicted = original.label(last);
        int classes = prediction.votes().labels();
        countIfRight(Rule.DKNN_EUCLIDEAN, prediction.label(), label);
        countIfRight(Rule.LAST_LAYER, predicted, label);
        countIfRight(
                Rule.INVERTED,
                original.labelOfLargestCredibility(last, classes, Direction.AT_LEAST_AS_CONFORMING),
                label);
        inverted.add(original.credibility(last, predicted, Direction.AT_LEAST_AS_CONFORMING), predicted, label);
    }

    private void countIfRight(Rule rule, int predicted, int label) {
        right.merge(rule, predicted == label ? 1 : 0, Integer::sum);
    }
}
