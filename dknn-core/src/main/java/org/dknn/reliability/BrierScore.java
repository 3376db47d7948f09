package org.dknn.reliability;

import org.dknn.vector.FloatMatrix;

/**
 * Mean squared error of predicted probabilities; smaller is better. Depends on both calibration and ranking.
 *
 * @see <a href="https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2">Brier (1950)</a>
 */
public final class BrierScore {

    private BrierScore() {}

    /** Score of selective predictions whose scores are probabilities, in {@code [0, 1]}. */
    public static double ofAnswers(SelectivePredictions predictions) {
        predictions.requireProbabilities();
        double sum = 0;
        for (int i = 0; i < predictions.size(); i++) {
            double error = predictions.score(i) - (predictions.isCorrect(i) ? 1 : 0);
            sum += error * error;
        }
        return sum / predictions.size();
    }

    /**
     * Score of the probabilities of all labels, in {@code [0, 2]}: Brier's original form, summed over the labels.
     *
     * @param probabilities {@code [examples x classes]}, at least one row
     * @param labels true labels
     */
    public static double ofProbabilities(FloatMatrix probabilities, int... labels) {
        Checks.probabilities(probabilities, labels);
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            for (int label = 0; label < probabilities.columns(); label++) {
                double error = probabilities.get(row, label) - (label == labels[row] ? 1 : 0);
                sum += error * error;
            }
        }
        return sum / labels.length;
    }
}
