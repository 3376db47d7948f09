package org.dknn.reliability;

import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.reliability.SelectivePrediction.Abstention;
import org.dknn.reliability.SelectivePrediction.Reason;

/**
 * A classifier that rather says nothing than something wrong: it answers where the input is like the reference examples and the
 * answer is sure enough.
 *
 * <p>The promise: if held-out and new inputs come from the same source, then with probability at least {@code 1 -
 * failureProbability} over the held-out examples at most a share {@code errorRate} of its answers is wrong; see {@link
 * ConfidenceThreshold}. As safe for many threads as the classifier it wraps, which it does not close.
 *
 * @param <I> type of the inputs
 */
public final class AbstainingClassifier<I> {

    private final DeepKnn<I> dknn;
    private final SelectionScore rule;
    private final RejectOption policy;
    private final ConfidenceThreshold threshold;

    private AbstainingClassifier(
            DeepKnn<I> dknn, SelectionScore rule, RejectOption policy, ConfidenceThreshold threshold) {
        this.dknn = dknn;
        this.rule = rule;
        this.policy = policy;
        this.threshold = threshold;
    }

    /**
     * Chooses the threshold on held-out examples that have support.
     *
     * @param heldOut neither trained on nor among the calibration examples of the classifier
     * @throws IllegalArgumentException if there are too few examples for the policy, here or among the calibration examples
     */
    public static <I> AbstainingClassifier<I> calibrate(
            DeepKnn<I> dknn, SelectionScore rule, Dataset<I> heldOut, RejectOption policy) {
        List<Prediction> predictions = dknn.predictAll(heldOut.inputs());
        int[] supported = IntStream.range(0, heldOut.size())
                .filter(i -> isSupported(dknn, predictions.get(i), policy))
                .toArray();
        if (supported.length == 0) {
            throw new IllegalArgumentException(
                    "needs a held-out example that is like the reference examples, got none of " + heldOut.size());
        }
        SelectivePredictions answers = SelectivePredictions.of(
                rule,
                IntStream.of(supported).mapToObj(predictions::get).toList(),
                IntStream.of(supported).map(heldOut::label).toArray());
        return new AbstainingClassifier<>(
                dknn,
                rule,
                policy,
                ConfidenceThreshold.calibrate(answers, policy.errorRate(), policy.failureProbability()));
    }

    private static boolean isSupported(DeepKnn<?> dknn, Prediction prediction, RejectOption policy) {
        return dknn.support(prediction, policy.strangeness()).inDistribution();
    }

    /** How sure an answer must be. */
    public ConfidenceThreshold threshold() {
        return threshold;
    }

    /** Answers one input, or abstains. */
    public SelectivePrediction answer(I input) {
        return answer(dknn.predict(input));
    }

    /** Answers any number of inputs, in their order. */
    public List<SelectivePrediction> answerAll(List<I> inputs) {
        return dknn.predictAll(inputs, ProgressListener.silent()).stream()
                .map(this::answer)
                .toList();
    }

    private SelectivePrediction answer(Prediction prediction) {
        int label = rule.label(prediction);
        if (!isSupported(dknn, prediction, policy)) {
            return new Abstention(prediction, label, Reason.TOO_LITTLE_SUPPORT);
        }
        double confidence = rule.confidence(prediction);
        return threshold.isPassedBy(confidence)
                ? new SelectivePrediction.Label(prediction, label, confidence)
                : new Abstention(prediction, label, Reason.TOO_LITTLE_CONFIDENCE);
    }

    @Override
    public String toString() {
        return "AbstainingClassifier[" + rule.name() + ", " + policy + ", " + threshold + "]";
    }
}
