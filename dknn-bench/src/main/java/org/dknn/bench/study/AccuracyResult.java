package org.dknn.bench.study;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dknn.Dataset;
import org.dknn.Prediction;
import org.dknn.bench.data.SourceFile;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.OriginalDknn.Direction;
import org.dknn.index.Neighbors;

/**
 * What one network scored.
 *
 * @param training number of training sentences that neighbors are looked for among
 * @param test number of test sentences
 * @param right how many of these each rule gets right
 * @param ours credibility by Deep k-Nearest Neighbors, of its own predictions
 * @param inverted calibrated credibility by the original's {@code predict}, of its own predictions
 * @param sources the files of the data
 */
record AccuracyResult(
        int training,
        int test,
        Map<Rule, Integer> right,
        Credibility ours,
        Credibility inverted,
        List<SourceFile> sources) {

    /** Copies the collections. */
    AccuracyResult {
        right = Map.copyOf(right);
        sources = List.copyOf(sources);
    }

    /**
     * How credible the predictions of a method are by its own account, which should be more for right ones than for wrong ones.
     *
     * @param right mean over right predictions, in {@code [0, 1]}; not a number if there are none
     * @param wrong mean over wrong predictions, in {@code [0, 1]}; not a number if there are none
     */
    record Credibility(double right, double wrong) {}

    /**
     * Judges a network on its test set; the original's variants by the Euclidean distance, which it takes.
     *
     * @param byCosine the network with its neighbors by cosine
     * @param euclidean the same network with its neighbors by the Euclidean distance
     */
    static AccuracyResult of(TrainedModel<List<String>> byCosine, TrainedModel<List<String>> euclidean) {
        return new Judge(byCosine, euclidean).result();
    }

    /** Share of the test sentences that a rule gets right, in {@code [0, 1]}. */
    double accuracy(Rule rule) {
        return (double) right.getOrDefault(rule, 0) / test;
    }

    /** Counts right answers. */
    private static final class Judge {

        private final TrainedModel<List<String>> byCosine;
        private final TrainedModel<List<String>> euclidean;
        private final OriginalDknn original;
        private final Map<Rule, Integer> right = new EnumMap<>(Rule.class);
        private final Sums ours = new Sums();
        private final Sums inverted = new Sums();

        Judge(TrainedModel<List<String>> byCosine, TrainedModel<List<String>> euclidean) {
            this.byCosine = byCosine;
            this.euclidean = euclidean;
            this.original = OriginalDknn.of(euclidean.dknn(), euclidean.data().calibration());
        }

        AccuracyResult result() {
            Dataset<List<String>> test = byCosine.data().test();
            List<Prediction> predictions = byCosine.dknn().predictAll(test.inputs());
            List<Prediction> inOriginalDistance = euclidean.dknn().predictAll(test.inputs());
            for (int i = 0; i < test.size(); i++) {
                count(predictions.get(i), test.label(i));
                countOriginal(inOriginalDistance.get(i), test.label(i));
            }
            return new AccuracyResult(
                    byCosine.data().training().size(),
                    test.size(),
                    right,
                    ours.mean(),
                    inverted.mean(),
                    byCosine.data().sources());
        }

        private void count(Prediction prediction, int label) {
            countIfRight(Rule.SOFTMAX, prediction.networkLabel(), label);
            countIfRight(Rule.DKNN, prediction.label(), label);
            ours.add(prediction.credibility(), prediction.label() == label);
        }

        private void countOriginal(Prediction prediction, int label) {
            Neighbors last = prediction.neighbors().get(prediction.neighbors().size() - 1);
            int predicted = original.label(last);
            int credible = original.labelOfLargestCredibility(
                    last, prediction.votes().labels(), Direction.AT_LEAST_AS_CONFORMING);
            countIfRight(Rule.DKNN_EUCLIDEAN, prediction.label(), label);
            countIfRight(Rule.LAST_LAYER, predicted, label);
            countIfRight(Rule.INVERTED, credible, label);
            inverted.add(original.credibility(last, predicted, Direction.AT_LEAST_AS_CONFORMING), predicted == label);
        }

        private void countIfRight(Rule rule, int predicted, int label) {
            right.merge(rule, predicted == label ? 1 : 0, Integer::sum);
        }
    }

    /** Mean credibility of right and of wrong predictions. */
    private static final class Sums {

        private final double[] sums = new double[2];
        private final int[] counts = new int[2];

        void add(double credibility, boolean isRight) {
            int side = isRight ? 0 : 1;
            sums[side] += credibility;
            counts[side]++;
        }

        Credibility mean() {
            return new Credibility(sums[0] / counts[0], sums[1] / counts[1]);
        }
    }
}
