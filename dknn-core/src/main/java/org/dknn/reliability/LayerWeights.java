package org.dknn.reliability;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.dknn.ScoredExamples;
import org.dknn.conformal.Nonconformity;

/**
 * Learned weights of layers: the maximum likelihood of the true labels of held-out examples, where the probability of a
 * label is the softmax of minus its weighted nonconformity.
 *
 * <p>Minimizes the mean negative logarithm of that probability plus a penalty ({@value LabelDifferences#PULL} times
 * half the squared weights, in units of each layer's typical spread), which keeps weights finite when the labels are
 * separable. The search is over the square roots of the weights, so no weight is negative; the problem in the weights
 * is convex.
 */
public final class LayerWeights {

    private LayerWeights() {}

    /**
     * Fits weights.
     *
     * @param heldOut at least one example that is neither a training nor a calibration example; see
     *     {@code DeepKnn.score}
     * @param nonconformity fitted, if its kind needs fitting
     * @return the kind with these weights
     * @throws IllegalArgumentException if there is no example, or the kind never differs between labels
     */
    public static Nonconformity fit(ScoredExamples heldOut, Nonconformity nonconformity) {
        if (heldOut.size() == 0) {
            throw new IllegalArgumentException("weights of layers need at least one held-out example, got none");
        }
        LabelDifferences differences = LabelDifferences.of(heldOut, nonconformity);
        double[] start = new double[differences.layers()];
        Arrays.fill(start, 1 / Math.sqrt(start.length));
        double[] roots = new NonLinearConjugateGradientOptimizer(
                        NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE, new SimpleValueChecker(1e-12, 1e-12))
                .optimize(
                        new MaxEval(100_000),
                        GoalType.MINIMIZE,
                        new ObjectiveFunction(differences::loss),
                        new ObjectiveFunctionGradient(differences::gradient),
                        new InitialGuess(start))
                .getPoint();
        List<Double> weights = IntStream.range(0, roots.length)
                .mapToObj(layer -> roots[layer] * roots[layer] / differences.spread(layer))
                .toList();
        return nonconformity.weighted(weights);
    }
}
