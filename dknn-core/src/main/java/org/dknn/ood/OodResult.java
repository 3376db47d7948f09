package org.dknn.ood;

import java.util.List;
import java.util.Optional;

/**
 * Whether an input is out-of-distribution: how unlike the reference examples it is, compared with held-out inputs.
 * {@link org.dknn.DeepKnn#ood} combines several {@linkplain OodScore scores}, {@link SequenceOodDetector} uses the nearest neighbor
 * of each step.
 *
 * @param inDistribution whether the p-value is above the allowed error rate
 * @param pValue share of held-out inputs that are at least as unlike the reference examples, in {@code (0, 1]}
 * @param layers distances of the k-th neighbors per layer
 * @param parts what each score says, that of the largest share first; empty where there is but one measure, and in results of earlier
 *     releases
 */
public record OodResult(boolean inDistribution, double pValue, List<Layer> layers, List<Part> parts) {

    /** Copies the lists. */
    public OodResult {
        layers = List.copyOf(layers);
        parts = List.copyOf(parts);
    }

    /** A result by one measure. */
    public OodResult(boolean inDistribution, double pValue, List<Layer> layers) {
        this(inDistribution, pValue, layers, List.of());
    }

    /**
     * What one score says.
     *
     * @param name of the score
     * @param score larger means less like the reference examples
     * @param pValue share of held-out inputs that have one at least as large, in {@code (0, 1]}
     * @param share of the negative logarithm of its p-value in the sum of all, in {@code [0, 1]}; they sum to 1
     * @param reason what a large score says, such as "7 of 12 words unknown"
     */
    public record Part(String name, double score, double pValue, double share, String reason) {}

    /**
     * Reasons why the input is unlike the reference examples, in the order of their share: the first part's, and those of others that
     * at most a quarter of held-out inputs have as strongly. Empty for an input that is like them.
     */
    public List<String> reasons() {
        return inDistribution
                ? List.of()
                : parts.stream()
                        .filter(part -> part.equals(parts.get(0)) || part.pValue() <= OFTEN)
                        .map(Part::reason)
                        .toList();
    }

    private static final double OFTEN = 0.25;

    /**
     * Distance of the neighbors in one layer: a detail of the result, and no score by itself. By the Euclidean distance, texts of another
     * kind whose activations are small can be nearer than usual ones.
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
