package org.dknn.examples.cli;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.Nonconformity;

/**
 * Predictions beside the truth.
 *
 * @param dknn what predicted
 * @param texts with their true labels
 * @param predictions one a text
 */
record Evaluation(DeepKnn<List<String>> dknn, Dataset<List<String>> texts, List<Prediction> predictions) {

    private static final int BINS = 10;

    /** Copies the list. */
    Evaluation {
        predictions = List.copyOf(predictions);
    }

    int size() {
        return texts.size();
    }

    private double share(IntPredicate isTrue) {
        return (double) IntStream.range(0, size()).filter(isTrue).count() / size();
    }

    /** Share of the texts whose label is predicted rightly by the neighbors. */
    double accuracy() {
        return share(i -> predictions.get(i).label() == texts.label(i));
    }

    /** Share of the texts whose label is predicted rightly by the network itself. */
    double networkAccuracy() {
        return share(i -> predictions.get(i).networkLabel() == texts.label(i));
    }

    /**
     * Share of the texts for which most neighbors in one layer have the true label; of equally many the lower label counts.
     */
    double layerAccuracy(int layer) {
        return share(i -> most(predictions.get(i).layerVotes().get(layer)) == texts.label(i));
    }

    private static int most(LabelVotes votes) {
        return IntStream.range(0, votes.labels())
                .reduce((best, label) -> votes.count(label) > votes.count(best) ? label : best)
                .orElseThrow();
    }

    /** Mean p-value of the true label; .5 if the texts are like those of the calibration. */
    double meanTruePValue() {
        return IntStream.range(0, size())
                .mapToDouble(i -> predictions.get(i).pValues().value(texts.label(i)))
                .average()
                .orElseThrow();
    }

    /**
     * How far the network's largest probability is from how often it is right: the mean of the differences in ten bins of
     * equal width, each weighted by its texts.
     *
     * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017), equation 3</a>
     */
    double calibrationError() {
        double[] excess = new double[BINS];
        for (int i = 0; i < size(); i++) {
            Prediction prediction = predictions.get(i);
            double probability = prediction.probability(prediction.networkLabel());
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            excess[bin] += probability - (prediction.networkLabel() == texts.label(i) ? 1 : 0);
        }
        return IntStream.range(0, BINS).mapToDouble(bin -> Math.abs(excess[bin])).sum() / size();
    }

    /**
     * The sets of labels that are not ruled out at a level.
     *
     * @param coverage share of the texts whose true label is in its set
     * @param size mean number of labels in a set
     */
    record Sets(double coverage, double size) {}

    /** The sets of labels at a level. */
    Sets sets(double level) {
        List<List<Integer>> sets = predictions.stream()
                .map(prediction -> dknn.predictionSet(prediction, level))
                .toList();
        return new Sets(
                share(i -> sets.get(i).contains(texts.label(i))),
                sets.stream().mapToInt(List::size).average().orElseThrow());
    }

    /** The same texts judged by another nonconformity, fitted here; searches for nothing. */
    Evaluation by(Nonconformity nonconformity) {
        DeepKnn<List<String>> view = dknn.withNonconformity(dknn.fitted(nonconformity));
        List<Prediction> judged = IntStream.range(0, size())
                .mapToObj(i -> view.rejudge(texts.inputs().get(i), predictions.get(i)))
                .toList();
        return new Evaluation(view, texts, judged);
    }
}
