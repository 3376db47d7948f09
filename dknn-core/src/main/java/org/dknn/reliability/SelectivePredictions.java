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

    private final double[] scores;
    private final boolean[] correct;
    private final int errors;

    private SelectivePredictions(double[] scores, boolean[] correct) {
        Checks.sameSize(scores.length, correct.length, "whether it is right");
        int wrong = 0;
        for (int i = 0; i < correct.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("confidences must be numbers, got NaN at " + i);
            }
            scores[i] += 0.0; // so that -0.0 equals 0.0 in every comparison
            wrong += correct[i] ? 0 : 1;
        }
        this.scores = scores;
        this.correct = correct;
        this.errors = wrong;
    }

    /**
     * Answers by their confidences.
     *
     * @param scores larger is more certain; at least one, none NaN; infinite ones may be ranked, but are no probabilities
     * @param correct as many
     */
    public static SelectivePredictions of(double[] scores, boolean... correct) {
        return new SelectivePredictions(scores.clone(), correct.clone());
    }

    /**
     * Answers that a rule reads off predictions.
     *
     * @param labels the true ones, as many as predictions
     */
    public static SelectivePredictions of(SelectionScore score, List<Prediction> predictions, int... labels) {
        Checks.sameSize(predictions.size(), labels.length, "a label");
        double[] scores = new double[labels.length];
        boolean[] correct = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            scores[i] = score.score(predictions.get(i));
            correct[i] = score.label(predictions.get(i)) == labels[i];
        }
        return new SelectivePredictions(scores, correct);
    }

    /** Number of answers, at least 1. */
    public int size() {
        return correct.length;
    }

    /** How sure an answer was; larger is surer. */
    public double score(int answer) {
        return scores[answer];
    }

    /** Whether an answer was right. */
    public boolean isCorrect(int answer) {
        return correct[answer];
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
    int[] highestFirst() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    SelectivePredictions requireProbabilities() {
        for (int i = 0; i < scores.length; i++) {
            if (!(scores[i] >= 0 && scores[i] <= 1)) {
                throw new IllegalArgumentException(
                        "confidences that are to be shares right must be in [0, 1], got " + scores[i] + " at " + i);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return "SelectivePredictions[" + size() + ", " + errors + " wrong]";
    }
}
