package org.dknn.reliability;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Prediction;

/**
 * Scores of predictions and whether each is correct: the input of all measures of selective classification. Immutable.
 */
public final class SelectivePredictions {

    private final double[] scores;
    private final boolean[] correct;
    private final int errors;

    private SelectivePredictions(double[] scores, boolean[] correct) {
        Checks.sameSize(scores.length, correct.length, "whether it is correct");
        int wrong = 0;
        for (int i = 0; i < correct.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("scores must be numbers, got NaN at " + i);
            }
            scores[i] += 0.0; // so that -0.0 equals 0.0 in every comparison
            wrong += correct[i] ? 0 : 1;
        }
        this.scores = scores;
        this.correct = correct;
        this.errors = wrong;
    }

    /**
     * Predictions by their scores.
     *
     * @param scores larger means more certain; at least one, none NaN; infinite ones can be ranked, but are not
     *     probabilities
     * @param correct as many
     */
    public static SelectivePredictions of(double[] scores, boolean... correct) {
        return new SelectivePredictions(scores.clone(), correct.clone());
    }

    /**
     * Predictions by a selection score.
     *
     * @param labels true labels, as many as predictions
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

    /** Number of predictions, at least 1. */
    public int size() {
        return correct.length;
    }

    /** Score of a prediction; larger means more certain. */
    public double score(int answer) {
        return scores[answer];
    }

    /** Whether a prediction is correct. */
    public boolean isCorrect(int answer) {
        return correct[answer];
    }

    /** Number of errors. */
    public int errors() {
        return errors;
    }

    /** Share of correct predictions, in {@code [0, 1]}. */
    public double accuracy() {
        return 1 - (double) errors / size();
    }

    /** Ordinals by falling score, then in their order. */
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
                        "scores that serve as probabilities must be in [0, 1], got " + scores[i] + " at " + i);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return "SelectivePredictions[" + size() + ", " + errors + " errors]";
    }
}
