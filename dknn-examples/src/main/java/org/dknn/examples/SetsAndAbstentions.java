package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.reliability.AbstainingClassifier;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction;
import org.dknn.reliability.RejectOption;
import org.dknn.reliability.SelectionScore;

/**
 * Two ways not to claim too much: sets of labels that contain the true one with a probability, and a classifier that abstains so
 * that its error rate stays below a bound.
 */
public final class SetsAndAbstentions {

    private static final double LEVEL = 0.9;

    /** At most 15 % errors, but for one draw of held-out texts in ten; at most 5 % of usual texts are refused as unusual. */
    private static final RejectOption OPTION = new RejectOption(0.15, 0.1, 0.05);

    private SetsAndAbstentions() {}

    /** Reports on the test sentences. */
    public static void main(String[] arguments) throws IOException {
        try (SentimentModel model = Sst2Cnn.model()) {
            run(model, System.out);
        }
    }

    static void run(SentimentModel model, PrintStream out) {
        out.println(sets(model.dknn(), model.data().test()));
        // the dev sentences are neither training nor calibration examples
        AbstainingClassifier<List<String>> classifier = AbstainingClassifier.calibrate(
                model.dknn(), SelectionScore.softmax(), model.data().dev(), OPTION);
        out.println(answers(classifier, model.data().test()));
    }

    private static String sets(DeepKnn<List<String>> dknn, Dataset<List<String>> texts) {
        List<Prediction> predictions = dknn.predictAll(texts.inputs());
        List<List<Integer>> sets = predictions.stream()
                .map(prediction -> dknn.predictionSet(prediction, LEVEL))
                .toList();
        double covered = IntStream.range(0, texts.size())
                .filter(i -> sets.get(i).contains(texts.label(i)))
                .count();
        double labels = sets.stream().mapToInt(List::size).sum();
        return String.format(
                Locale.ROOT,
                "Prediction sets at the level %.2f: %.3f hold the true label, %.2f labels per set",
                LEVEL,
                covered / texts.size(),
                labels / texts.size());
    }

    private static String answers(AbstainingClassifier<List<String>> classifier, Dataset<List<String>> texts) {
        List<SelectivePrediction> answers = classifier.predictAll(texts.inputs());
        int given = 0;
        int wrong = 0;
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof SelectivePrediction.Label answer) {
                given++;
                wrong += answer.label() == texts.label(i) ? 0 : 1;
            }
        }
        return String.format(
                Locale.ROOT,
                "Abstaining classifier: answers %d of %d texts, %d wrong (%s)",
                given,
                answers.size(),
                wrong,
                classifier.threshold());
    }
}
