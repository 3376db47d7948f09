package org.dknn.bench.uncertainty;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePredictions;
import org.dknn.reliability.TemperatureScaling;
import org.dknn.vector.FloatMatrix;

/**
 * A classifier with its predictions of the dev set, on which whatever is learned here is learned, and of the test set.
 *
 * @param title data set and network
 * @param dev predictions
 * @param test predictions
 */
record Subject(
        String title,
        DeepKnn<List<String>> dknn,
        Dataset<List<String>> devSet,
        Dataset<List<String>> testSet,
        List<Prediction> dev,
        List<Prediction> test) {

    static Subject of(String title, DeepKnn<List<String>> dknn, Dataset<List<String>> dev, Dataset<List<String>> test) {
        return new Subject(title, dknn, dev, test, dknn.predictAll(dev.inputs()), dknn.predictAll(test.inputs()));
    }

    /** The nonconformities that tell labels apart, fitted. */
    List<Nonconformity> nonconformities() {
        return Nonconformity.all().stream()
                .filter(kind -> !kind.name().equals(Nonconformity.kthDistance().name()))
                .map(dknn::fitted)
                .toList();
    }

    TemperatureScaling temperature() {
        FloatMatrix probabilities =
                FloatMatrix.copyOf(dev.stream().map(Subject::probabilities).toArray(float[][]::new));
        return TemperatureScaling.fit(probabilities, devSet.labels());
    }

    private static float[] probabilities(Prediction prediction) {
        float[] probabilities = new float[prediction.votes().labels()];
        for (int label = 0; label < probabilities.length; label++) {
            probabilities[label] = (float) prediction.probability(label);
        }
        return probabilities;
    }

    SelectivePredictions devAnswers(SelectionScore rule) {
        return SelectivePredictions.of(rule, dev, devSet.labels());
    }

    SelectivePredictions testAnswers(SelectionScore rule) {
        return SelectivePredictions.of(rule, test, testSet.labels());
    }
}
