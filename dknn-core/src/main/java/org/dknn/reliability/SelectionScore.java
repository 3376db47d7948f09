package org.dknn.reliability;

import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.dknn.Prediction;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.conformal.Nonconformity;

/**
 * Label of a prediction and its score, by which selective classification accepts or rejects it.
 *
 * @param name shown in tables
 * @param label the predicted label
 * @param score of that label; larger is more certain, never NaN
 */
public record SelectionScore(String name, ToIntFunction<Prediction> label, ToDoubleFunction<Prediction> score) {

    /** Checks for null. */
    public SelectionScore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(score, "score");
    }

    /** The network's label, scored by its probability. */
    public static SelectionScore softmax() {
        return new SelectionScore(
                "softmax", Prediction::networkLabel, prediction -> prediction.probability(prediction.networkLabel()));
    }

    /** The network's label, scored by its probability after temperature scaling. */
    public static SelectionScore scaledSoftmax(TemperatureScaling scaling) {
        return new SelectionScore("scaled softmax", Prediction::networkLabel, prediction -> scaling.scaled(prediction)[
                prediction.networkLabel()]);
    }

    /** The label of Deep k-Nearest Neighbors, scored by its confidence: 1 minus the largest p-value of the others. */
    public static SelectionScore confidence() {
        return new SelectionScore("DkNN confidence", Prediction::label, Prediction::confidence);
    }

    /** The label of Deep k-Nearest Neighbors, scored by its credibility: the p-value of that label. */
    public static SelectionScore credibility() {
        return new SelectionScore("credibility", Prediction::label, Prediction::credibility);
    }

    /**
     * The label of smallest nonconformity, the lowest in ties, scored by its margin: the second smallest nonconformity
     * minus the smallest. Saturates only if the nonconformity does.
     *
     * @param nonconformity fitted, if its kind needs fitting
     */
    public static SelectionScore margin(Nonconformity nonconformity) {
        return new SelectionScore(
                nonconformity.name() + " margin",
                prediction -> mostConforming(nonconformity, prediction.statistics()),
                prediction -> margin(nonconformity, prediction.statistics()));
    }

    /** The same labels with calibrated scores. */
    public SelectionScore calibrated(IsotonicCalibration calibration) {
        return new SelectionScore(
                name + ", isotonic", label, prediction -> calibration.accuracyAt(score.applyAsDouble(prediction)));
    }

    /** The label of a prediction. */
    public int label(Prediction prediction) {
        return label.applyAsInt(prediction);
    }

    /** The score of that label; larger means more certain. */
    public double score(Prediction prediction) {
        return score.applyAsDouble(prediction);
    }

    static int mostConforming(Nonconformity nonconformity, NeighborStatistics statistics) {
        int least = 0;
        double value = nonconformity.of(statistics, 0);
        for (int label = 1; label < statistics.classes(); label++) {
            double other = nonconformity.of(statistics, label);
            if (other < value) {
                least = label;
                value = other;
            }
        }
        return least;
    }

    /** The second smallest nonconformity minus the smallest; 0 with a single label. */
    static double margin(Nonconformity nonconformity, NeighborStatistics statistics) {
        double smallest = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (int label = 0; label < statistics.classes(); label++) {
            double value = nonconformity.of(statistics, label);
            second = Math.min(second, Math.max(smallest, value));
            smallest = Math.min(smallest, value);
        }
        return statistics.classes() < 2 ? 0 : second - smallest;
    }
}
