package org.dknn.reliability;

import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.dknn.Prediction;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;

/**
 * How an answer and its confidence are read off a prediction.
 *
 * @param name for tables
 * @param answer the label that is answered
 * @param sureness how sure it is; larger is surer, not NaN
 */
public record SelectionScore(String name, ToIntFunction<Prediction> answer, ToDoubleFunction<Prediction> sureness) {

    /** Checks for null. */
    public SelectionScore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(sureness, "sureness");
    }

    /** The network's label by its probability. */
    public static SelectionScore softmax() {
        return new SelectionScore(
                "softmax", Prediction::networkLabel, prediction -> prediction.probability(prediction.networkLabel()));
    }

    /** The network's label by its probability at another temperature. */
    public static SelectionScore scaledSoftmax(TemperatureScaling scaling) {
        return new SelectionScore("scaled softmax", Prediction::networkLabel, prediction -> scaling.scaled(prediction)[
                prediction.networkLabel()]);
    }

    /** The label of Deep k-Nearest Neighbors by its confidence, 1 less the second largest p-value. */
    public static SelectionScore confidence() {
        return new SelectionScore("DkNN confidence", Prediction::label, Prediction::confidence);
    }

    /** The label of Deep k-Nearest Neighbors by its credibility, the largest p-value. */
    public static SelectionScore credibility() {
        return new SelectionScore("credibility", Prediction::label, Prediction::credibility);
    }

    /**
     * The label that a nonconformity finds least strange, the lowest of equals, by how much stranger the next one is. Does not
     * saturate where the nonconformity does not.
     *
     * @param nonconformity fitted, if its kind takes something from data
     */
    public static SelectionScore lead(Nonconformity nonconformity) {
        return new SelectionScore(
                nonconformity.name() + " lead",
                prediction -> leastStrange(nonconformity, prediction.evidence()),
                prediction -> lead(nonconformity, prediction.evidence()));
    }

    /** The same answers with calibrated confidences. */
    public SelectionScore through(IsotonicCalibration calibration) {
        return new SelectionScore(
                name + ", isotonic", answer, prediction -> calibration.shareRight(sureness.applyAsDouble(prediction)));
    }

    /** The label that is answered. */
    public int label(Prediction prediction) {
        return answer.applyAsInt(prediction);
    }

    /** How sure the answer is; larger is surer. */
    public double confidence(Prediction prediction) {
        return sureness.applyAsDouble(prediction);
    }

    static int leastStrange(Nonconformity nonconformity, NeighborStatistics evidence) {
        int least = 0;
        double value = nonconformity.of(evidence, 0);
        for (int label = 1; label < evidence.classes(); label++) {
            double other = nonconformity.of(evidence, label);
            if (other < value) {
                least = label;
                value = other;
            }
        }
        return least;
    }

    /** The second smallest nonconformity less the smallest; 0 with a single label. */
    static double lead(Nonconformity nonconformity, NeighborStatistics evidence) {
        double smallest = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (int label = 0; label < evidence.classes(); label++) {
            double value = nonconformity.of(evidence, label);
            second = Math.min(second, Math.max(smallest, value));
            smallest = Math.min(smallest, value);
        }
        return evidence.classes() < 2 ? 0 : second - smallest;
    }
}
