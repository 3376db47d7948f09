package org.dknn.reliability;

import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.ood.OodResult;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction.Abstention;
import org.dknn.reliability.AbstainingClassifier.SelectivePrediction.Reason;

/**
 * Classifier with a reject option: it gives a label if the input is in-distribution and the selection score is above a
 * threshold.
 *
 * <p>Guarantee: if held-out and new inputs come from the same distribution, then with probability at least
 * {@code 1 - failureProbability} over the held-out examples, at most a share {@code errorRate} of the given labels is
 * wrong; see {@link SelectionThreshold}. Safe for use by many threads. Does not close the classifier it wraps.
 *
 * <pre>{@code
 * RejectOption option = new RejectOption(0.15, 0.1, 0.05); // wrong, failing, refused as unusual: at most
 * AbstainingClassifier<List<String>> classifier =
 *         AbstainingClassifier.calibrate(dknn, SelectionScore.softmax(), heldOut, option);
 * String answer = classifier.predict(words) instanceof SelectivePrediction.Label given
 *         ? dknn.labelSet().name(given.label())
 *         : "ask a person";
 * }</pre>
 *
 * @param <I> type of the inputs
 * @since 0.1
 */
public final class AbstainingClassifier<I> {

    private final DeepKnn<I> dknn;
    private final SelectionScore selectionScore;
    private final RejectOption option;
    private final SelectionThreshold threshold;

    private AbstainingClassifier(
            DeepKnn<I> dknn, SelectionScore selectionScore, RejectOption option, SelectionThreshold threshold) {
        this.dknn = dknn;
        this.selectionScore = selectionScore;
        this.option = option;
        this.threshold = threshold;
    }

    /**
     * Chooses the threshold on the held-out examples that are in-distribution.
     *
     * @param heldOut examples that are neither training nor calibration examples of the classifier
     * @throws IllegalArgumentException if the classes differ, or there are too few held-out or calibration examples for the reject
     *     option
     */
    public static <I> AbstainingClassifier<I> calibrate(
            DeepKnn<I> dknn, SelectionScore selectionScore, Dataset<I> heldOut, RejectOption option) {
        heldOut.requireClasses(dknn.labelSet());
        List<Prediction> predictions = dknn.predictAll(heldOut.inputs());
        List<OodResult> ood = dknn.oodAll(heldOut.inputs(), predictions, option.oodErrorRate());
        int[] supported = IntStream.range(0, heldOut.size())
                .filter(i -> ood.get(i).inDistribution())
                .toArray();
        if (supported.length == 0) {
            throw new IllegalArgumentException(
                    "needs a held-out example that is like the reference examples, got none of " + heldOut.size());
        }
        SelectivePredictions selective = SelectivePredictions.of(
                selectionScore,
                IntStream.of(supported).mapToObj(predictions::get).toList(),
                IntStream.of(supported).map(heldOut::label).toArray());
        return new AbstainingClassifier<>(
                dknn,
                selectionScore,
                option,
                SelectionThreshold.calibrate(selective, option.errorRate(), option.failureProbability()));
    }

    /** Threshold of the selection score. */
    public SelectionThreshold threshold() {
        return threshold;
    }

    /** Predicts one input, or abstains. */
    public SelectivePrediction predict(I input) {
        return predictAll(List.of(input)).get(0);
    }

    /** Predicts any number of inputs, in the given order. */
    public List<SelectivePrediction> predictAll(List<I> inputs) {
        List<Prediction> predictions = dknn.predictAll(inputs, ProgressListener.silent());
        List<OodResult> ood = dknn.oodAll(inputs, predictions, option.oodErrorRate());
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> answer(predictions.get(i), ood.get(i)))
                .toList();
    }

    private SelectivePrediction answer(Prediction prediction, OodResult ood) {
        int label = selectionScore.label(prediction);
        if (!ood.inDistribution()) {
            return new Abstention(prediction, label, Reason.OUT_OF_DISTRIBUTION);
        }
        double score = selectionScore.score(prediction);
        return threshold.isPassedBy(score)
                ? new SelectivePrediction.Label(prediction, label, score)
                : new Abstention(prediction, label, Reason.LOW_SCORE);
    }

    @Override
    public String toString() {
        return "AbstainingClassifier[" + selectionScore.name() + ", " + option + ", " + threshold + "]";
    }

    /** Result of an {@link AbstainingClassifier}: a label, or the reason for abstaining. */
    public sealed interface SelectivePrediction {

        /** The prediction it is based on. */
        Prediction prediction();

        /**
         * A label.
         *
         * @param score of the label
         */
        record Label(Prediction prediction, int label, double score) implements SelectivePrediction {}

        /**
         * No label.
         *
         * @param likeliest the label that was rejected
         */
        record Abstention(Prediction prediction, int likeliest, Reason reason) implements SelectivePrediction {}

        /** Reason for abstaining. */
        enum Reason {
            /** The input is out-of-distribution. */
            OUT_OF_DISTRIBUTION,

            /** The score is not above the threshold. */
            LOW_SCORE
        }
    }
}
