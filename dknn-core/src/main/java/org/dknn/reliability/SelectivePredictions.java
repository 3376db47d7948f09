package org.dknn.reliability;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Prediction;

/**
 * How sure a classifier was of each of its answers, and whether it was right: all that measures of confidence look at.
 * Immutable.
 */
public final class SelectivePredictions {

    private final double[] confidences;
    private final boolean[] right;
    private final int errors;

    private SelectivePredictions(double[] confidences, boolean[] right) {
        Checks.sameSize(confidences.length, right.length, "whether it is right");
        int wrong = 0;
        for (int i = 0; i < right.length; i++) {
            if (Double.isNaN(confidences[i])) {
                throw new IllegalArgumentException("confidences must be numbers, got NaN at " + i);
            }
            confidences[i] += 0.0; // so that -0.0 equals 0.0 in every comparison
            wrong += right[i] ? 0 : 1;
        }
        this.confidences = confidences;
        this.right = right;
        this.errors = wrong;
    }

    /**
     * Answers by their confidences.
     *
     * @param confidences larger is surer; at least one, none NaN; infinite ones may be ranked, but are no probabilities
     * @param right as many
     */
    public static SelectivePredictions of(double[] confidences, boolean... right) {
        return new SelectivePredictions(confidences.clone(), right.clone());
    }

    /**
     * Answers that a rule reads off predictions.
     *
     * @param labels the true ones, as many as predictions
     */
    public static SelectivePredictions of(SelectionScore rule, List<Prediction> predictions, int... labels) {
        Checks.sameSize(predictions.size(), labels.length, "a label");
        double[] confidences = new double[labels.length];
        boolean[] right = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            confidences[i] = rule.confidence(predictions.get(i));
            right[i] = rule.label(predictions.get(i)) == labels[i];
        }
        return new SelectivePredictions(confidences, right);
    }

    /** Number of answers, at least 1. */
    public int size() {
        return right.length;
    }

    /** How sure an answer was; larger is surer. */
    public double confidence(int answer) {
        return confidences[answer];
    }

    /** Whether an answer was right. */
    public boolean isRight(int answer) {
        return right[answer];
    }

    /** Number of wrong answers. */
    public int errors() {
        return errors;
    }

    /** Share of right answers, in {@code [0, 1]}. */
    public double accuracy() {
        return 1 - (double) errors / size();
    }

    /** Ordinals of the answers, the surest first; equally sure ones in their order. */
    int[] surestFirst() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -confidences[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    SelectivePredictions requireProbabilities() {
        for (int i = 0; i < confidences.length; i++) {
            if (!(confidences[i] >= 0 && confidences[i] <= 1)) {
                throw new IllegalArgumentException("confidences that are to be shares right must be in [0, 1], got "
                        + confidences[i] + " at " + i);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return "Answers[" + size() + ", " + errors + " wrong]";
    }
}
