package org.dknn.ood;

import java.util.List;
import java.util.Optional;

/**
 * Whether an input is out-of-distribution: its distance from the reference examples, compared with held-out inputs.
 * {@link org.dknn.DeepKnn#ood} uses the k-th neighbors of whole inputs, {@link SequenceOodDetector} the nearest neighbor of each
 * step.
 *
 * @param inDistribution whether the p-value is above the allowed error rate
 * @param pValue share of held-out inputs that are at least as far from the reference examples, in {@code (0, 1]}
 * @param layers the same per layer
 * @see <a href="https://arxiv.org/abs/2204.06507">Sun, Ming, Zhu and Li (2022)</a>
 */
public record OodResult(boolean inDistribution, double pValue, List<Layer> layers) {

    /** Copies the list. */
    public OodResult {
        layers = List.copyOf(layers);
    }

    /**
     * Distance of the neighbors in one layer.
     *
     * @param name of the layer
     * @param distance of the k-th neighbor, in the metric of the classifier; for {@link SequenceOodDetector} the mean
     *     over the steps
     * @param pValue share of held-out inputs that are at least as far, in {@code (0, 1]}
     * @param inDistribution whether the p-value is above the allowed error rate
     */
    public record Layer(String name, double distance, double pValue, boolean inDistribution) {

        /** Percentage of held-out inputs that are nearer to their neighbors, {@code [0, 100)}. */
        public double percentile() {
            return 100 * (1 - pValue);
        }
    }

    /**
     * The first of the trailing layers in which the input is out-of-distribution; empty if it is in-distribution in the
     * last layer.
     */
    public Optional<Layer> oodFrom() {
        Optional<Layer> lost = Optional.empty();
        for (int layer = layers.size() - 1; layer >= 0 && !layers.get(layer).inDistribution(); layer--) {
            lost = Optional.of(layers.get(layer));
        }
        return lost;
    }
}
