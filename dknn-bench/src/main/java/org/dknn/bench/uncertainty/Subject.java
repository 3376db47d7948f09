package org.dknn.bench.uncertainty;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.model.Models;
import org.dknn.bench.model.TrainedModel;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePredictions;
import org.dknn.reliability.TemperatureScaling;
import org.dknn.vector.FloatMatrix;

/**
 * A classifier with its predictions of the dev set, on which whatever is learned here is learned, and of the test set. Close it to
 * free the classifier's indexes.
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
        List<Prediction> test)
        implements AutoCloseable {

    static Subject of(String title, DeepKnn<List<String>> dknn, Dataset<List<String>> dev, Dataset<List<String>> test) {
        return new Subject(title, dknn, dev, test, dknn.predictAll(dev.inputs()), dknn.predictAll(test.inputs()));
    }

    static Subject of(Models models, String title) throws IOException {
        TrainedModel model = models.loadOrTrain();
        return of(title, model.dknn(), model.data().dev(), model.data().test());
    }

    /** All kinds, fitted. */
    List<Nonconformity> nonconformities() {
        return Nonconformity.all().stream().map(dknn::fitted).toList();
    }

    /** The kinds that tell labels apart, fitted. */
    List<Nonconformity> ofLabels() {
        return nonconformities().stream()
                .filter(kind -> !kind.name().equals(Nonconformity.kthDistance().name()))
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

    /** These predictions, judged by a view of the classifier. */
    static List<Prediction> rejudged(DeepKnn<List<String>> view, List<List<String>> inputs, List<Prediction> found) {
        Prediction[] judged = new Prediction[found.size()];
        Arrays.setAll(judged, i -> view.rejudge(inputs.get(i), found.get(i)));
        return List.of(judged);
    }

    static double[] scores(List<Prediction> predictions, ToDoubleFunction<Prediction> score) {
        return predictions.stream().mapToDouble(score).toArray();
    }

    @Override
    public void close() {
        dknn.close();
    }
}
