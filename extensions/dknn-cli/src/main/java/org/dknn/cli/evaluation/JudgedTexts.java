package org.dknn.cli.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePredictions;

/**
 * Predictions beside the truth.
 *
 * @param dknn the classifier
 * @param texts with their true labels; at least one
 * @param predictions one per text
 */
public record JudgedTexts(DeepKnn<List<String>> dknn, Dataset<List<String>> texts, List<Prediction> predictions) {

    /** Copies the list. */
    public JudgedTexts {
        predictions = List.copyOf(predictions);
    }

    /** Number of texts. */
    public int size() {
        return texts.size();
    }

    SelectivePredictions answers(SelectionScore score) {
        return SelectivePredictions.of(score, predictions, texts.labels());
    }

    /** Share of the texts whose label the neighbors predict. */
    double accuracy() {
        return answers(SelectionScore.credibility()).accuracy();
    }

    /** The network's answers beside the majority class of the texts. */
    public MajorityTest networkBesideMajority() {
        return besideMajority(Prediction::networkLabel);
    }

    /** The neighbors' answers beside the majority class of the texts. */
    public MajorityTest neighborsBesideMajority() {
        return besideMajority(Prediction::label);
    }

    private MajorityTest besideMajority(ToIntFunction<Prediction> answer) {
        int[] answers = predictions.stream().mapToInt(answer).toArray();
        return MajorityTest.of(texts.labelSet(), texts.labels(), answers);
    }

    /** Mean p-value of the true label; about .5 if the texts are like those of the calibration. */
    double meanTruePValue() {
        return IntStream.range(0, size())
                .mapToDouble(i -> predictions.get(i).pValues().value(texts.label(i)))
                .average()
                .orElseThrow();
    }

    /** Share of the texts whose true label is in its set, also where sets are refused because a group is too small. */
    double coverage(double level) {
        return IntStream.range(0, size())
                .map(i -> predictions.get(i).pValues().labelsAt(level).contains(texts.label(i)) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /**
     * Prediction sets.
     *
     * @param coverage share of the texts whose true label is in its set
     * @param size mean number of labels in a set
     */
    record Sets(double coverage, double size) {}

    Sets sets(double level) {
        double labels = predictions.stream()
                .mapToInt(prediction -> dknn.predictionSet(prediction, level).size())
                .average()
                .orElseThrow();
        return new Sets(coverage(level), labels);
    }

    /** The texts of one class; there may be none. */
    JudgedTexts ofClass(int label) {
        int[] own =
                IntStream.range(0, size()).filter(i -> texts.label(i) == label).toArray();
        return new JudgedTexts(
                dknn,
                texts.select(own),
                Arrays.stream(own).mapToObj(predictions::get).toList());
    }

    /** The same texts judged by another nonconformity; searches for no neighbors. */
    JudgedTexts by(Nonconformity nonconformity) {
        DeepKnn<List<String>> view = dknn.withNonconformity(dknn.fitted(nonconformity));
        List<Prediction> judged = IntStream.range(0, size())
                .mapToObj(i -> view.rejudge(texts.inputs().get(i), predictions.get(i)))
                .toList();
        return new JudgedTexts(view, texts, judged);
    }
}
