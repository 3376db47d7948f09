package org.dknn.reliability;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dknn.ScoredExamples;
import org.dknn.conformal.Nonconformity;

/**
 * Differences per layer between the nonconformity of each other label of held-out examples and that of the true label,
 * and the likelihood of the true labels under weights.
 *
 * <p>Weights are passed as their square roots. Immutable.
 */
final class LabelDifferences {

    /** Factor of the penalty, half the sum of squared weights. */
    static final double PULL = 1e-3;

    private final double[][][] values;
    private final double[] spreads;

    /**
     * Takes ownership.
     *
     * @param values {@code [example][other label][layer]}, in units of the layer's spread
     * @param spreads root mean square per layer; 1 where all values are 0
     */
    private LabelDifferences(double[][][] values, double[] spreads) {
        this.values = values;
        this.spreads = spreads;
    }

    static LabelDifferences of(ScoredExamples heldOut, Nonconformity kind) {
        int layers = heldOut.statistics(0).layers().size();
        double[][][] values = new double[heldOut.size()][][];
        Arrays.setAll(values, example -> ofExample(heldOut, example, kind));
        double[] spreads = new double[layers];
        Arrays.setAll(spreads, layer -> spread(values, layer));
        if (Arrays.stream(spreads).allMatch(spread -> spread == 0)) {
            throw new IllegalArgumentException("needs a nonconformity that differs between labels, got " + kind.name());
        }
        Arrays.setAll(spreads, layer -> spreads[layer] == 0 ? 1 : spreads[layer]);
        for (double[][] labels : values) {
            for (double[] label : labels) {
                Arrays.setAll(label, layer -> label[layer] / spreads[layer]);
            }
        }
        return new LabelDifferences(values, spreads);
    }

    private static double[][] ofExample(ScoredExamples heldOut, int example, Nonconformity kind) {
        int truth = heldOut.label(example);
        int layers = heldOut.statistics(example).layers().size();
        return IntStream.range(0, heldOut.classes())
                .filter(label -> label != truth)
                .mapToObj(label -> IntStream.range(0, layers)
                        .mapToDouble(layer -> kind.ofLayer(heldOut.statistics(example), layer, label)
                                - kind.ofLayer(heldOut.statistics(example), layer, truth))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double spread(double[][][] values, int layer) {
        return Math.sqrt(Arrays.stream(values)
                .flatMap(Arrays::stream)
                .mapToDouble(label -> label[layer] * label[layer])
                .average()
                .orElse(0));
    }

    int layers() {
        return spreads.length;
    }

    double spread(int layer) {
        return spreads[layer];
    }

    double loss(double[] roots) {
        double sum = 0;
        for (double[][] labels : values) {
            double[] logarithms = logarithms(labels, roots);
            sum += logarithms[labels.length];
        }
        double pull = Arrays.stream(roots).map(root -> Math.pow(root, 4)).sum();
        return sum / values.length + PULL / 2 * pull;
    }

    double[] gradient(double[] roots) {
        double[] byWeight = new double[roots.length];
        for (double[][] labels : values) {
            double[] logarithms = logarithms(labels, roots);
            for (int label = 0; label < labels.length; label++) {
                double share = Math.exp(logarithms[label] - logarithms[labels.length]) / values.length;
                for (int layer = 0; layer < roots.length; layer++) {
                    byWeight[layer] -= share * labels[label][layer];
                }
            }
        }
        double[] byRoot = new double[roots.length];
        Arrays.setAll(byRoot, layer -> 2 * roots[layer] * (byWeight[layer] + PULL * roots[layer] * roots[layer]));
        return byRoot;
    }

    /** Minus the weighted difference of each other label, then the logarithm of 1 and the sum of their exponentials. */
    private static double[] logarithms(double[][] labels, double[] roots) {
        double[] logarithms = new double[labels.length + 1];
        double largest = 0;
        for (int label = 0; label < labels.length; label++) {
            for (int layer = 0; layer < roots.length; layer++) {
                logarithms[label] -= roots[layer] * roots[layer] * labels[label][layer];
            }
            largest = Math.max(largest, logarithms[label]);
        }
        double sum = Math.exp(-largest);
        for (int label = 0; label < labels.length; label++) {
            sum += Math.exp(logarithms[label] - largest);
        }
        logarithms[labels.length] = largest + Math.log(sum);
        return logarithms;
    }
}
