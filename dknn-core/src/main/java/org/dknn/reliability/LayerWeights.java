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
 * Learns how much each layer counts: the weights under which the true labels of held-out examples are likeliest, where the
 * probability of a label is the softmax of minus its weighted nonconformity.
 *
 * <p>Minimized is the mean negative logarithm of that probability, with a slight pull ({@value LabelDifferences#PULL} times
 * half the squared weights, in units of each layer's typical spread) that keeps weights finite where labels can be told
 * without error. Weights are squares of what is searched over, so none is negative; apart from that the problem is convex.
 */
public final class LayerWeights {

    private LayerWeights() {}

    /**
     * Learns weights.
     *
     * @param heldOut at least one example that was neither trained on nor is a calibration example; see {@code
     *     DeepKnn.evidenceOf}
     * @param nonconformity fitted, if its kind takes something from data
     * @return the same kind, weighted
     * @throws IllegalArgumentException if there is no example, or the kind says the same of all labels everywhere
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
