package org.dknn.reliability;

import java.util.Arrays;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.dknn.Prediction;
import org.dknn.vector.FloatMatrix;

/**
 * Temperature scaling of a network's probabilities. Changes probabilities, but no predicted label.
 *
 * <p>Works on probabilities, not logits: logits equal the logarithms of the probabilities up to a constant, which
 * softmax cancels. Probabilities below {@code 1e-30} are raised to it.
 *
 * @param temperature above 1 softens, below 1 sharpens; in {@code [.01, 100]} if fitted
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo, Pleiss, Sun and Weinberger (2017), section 4.2</a>
 */
public record TemperatureScaling(double temperature) {

    private static final double FLOOR = 1e-30;
    private static final double LARGEST = 100;

    /** Checks the temperature: finite, above 0. */
    public TemperatureScaling {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be finite and above 0, got " + temperature);
        }
    }

    /**
     * Fits the temperature that maximizes the likelihood of held-out labels, by Brent's method over its logarithm, in
     * which the likelihood has one maximum.
     *
     * @param probabilities the network's, {@code [examples x classes]}, at least one row, of examples it was not
     *     trained on
     * @param labels true labels
     */
    public static TemperatureScaling fit(FloatMatrix probabilities, int... labels) {
        Checks.probabilities(probabilities, labels);
        double[][] logarithms = new double[labels.length][];
        Arrays.setAll(logarithms, row -> logarithms(probabilities, row));
        double bound = Math.log(LARGEST);
        double best = new BrentOptimizer(1e-9, 1e-9)
                .optimize(
                        new MaxEval(1_000),
                        GoalType.MINIMIZE,
                        new SearchInterval(-bound, bound, 0),
                        new UnivariateObjectiveFunction(
                                logarithm -> negativeLogLikelihood(logarithms, labels, Math.exp(logarithm))))
                .getPoint();
        return new TemperatureScaling(Math.exp(best));
    }

    private static double[] logarithms(FloatMatrix probabilities, int row) {
        double[] logarithms = new double[probabilities.columns()];
        Arrays.setAll(logarithms, column -> Math.log(Math.max(FLOOR, probabilities.get(row, column))));
        return logarithms;
    }

    /** Mean over the rows. */
    private static double negativeLogLikelihood(double[][] logarithms, int[] labels, double temperature) {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            double largest = Arrays.stream(logarithms[row]).max().orElseThrow();
            double others = 0;
            for (double logarithm : logarithms[row]) {
                others += Math.exp((logarithm - largest) / temperature);
            }
            sum += Math.log(others) + (largest - logarithms[row][labels[row]]) / temperature;
        }
        return sum / labels.length;
    }

    private static double[] scaled(double[] logarithms, double temperature) {
        double largest = Arrays.stream(logarithms).max().orElseThrow();
        double[] scaled = new double[logarithms.length];
        double sum = 0;
        for (int label = 0; label < scaled.length; label++) {
            scaled[label] = Math.exp((logarithms[label] - largest) / temperature);
            sum += scaled[label];
        }
        for (int label = 0; label < scaled.length; label++) {
            scaled[label] /= sum;
        }
        return scaled;
    }

    /** The scaled probabilities of a row, by label; they sum to 1. */
    public double[] scaled(FloatMatrix probabilities, int row) {
        return scaled(logarithms(probabilities, row), temperature);
    }

    /** The scaled probabilities of the network for a predicted input, by label; they sum to 1. */
    public double[] scaled(Prediction prediction) {
        double[] logarithms = new double[prediction.votes().labels()];
        Arrays.setAll(logarithms, label -> Math.log(Math.max(FLOOR, prediction.probability(label))));
        return scaled(logarithms, temperature);
    }

    /** Mean negative logarithm of the scaled probability of the true labels, of at least one row. */
    public double negativeLogLikelihood(FloatMatrix probabilities, int... labels) {
        Checks.probabilities(probabilities, labels);
        double[][] logarithms = new double[labels.length][];
        Arrays.setAll(logarithms, row -> logarithms(probabilities, row));
        return negativeLogLikelihood(logarithms, labels, temperature);
    }
}
