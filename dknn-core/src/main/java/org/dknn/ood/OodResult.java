package org.dknn.ood;

import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;

/**
 * Whether an input is like the examples a classifier knows, whatever its label: how far its neighbors are, beside those of held-out
 * inputs. {@link DeepKnn#support} looks at the k-th neighbors of whole inputs, {@link SequenceOodDetector} at the nearest of each step.
 *
 * @param inDistribution whether its p-value is above the rate of errors that was allowed
 * @param pValue share of held-out inputs at least as far from the reference examples, in {@code (0, 1]}
 * @param layers the same in each layer
 * @see <a href="https://arxiv.org/abs/2204.06507">Sun, Ming, Zhu and Li (2022)</a>
 */
public record OodResult(boolean inDistribution, double pValue, List<Layer> layers) {

    /** Copies the list. */
    public OodResult {
        layers = List.copyOf(layers);
    }

    /**
     * How far the neighbors are in one layer.
     *
     * @param name of the layer
     * @param distance of the k-th neighbor, in the metric of the neighbors; of {@link SequenceOodDetector} the mean over steps
     * @param pValue share of held-out inputs that are at least as far, in {@code (0, 1]}
     * @param isSupported whether that is above the rate of errors that was allowed
     */
    public record Layer(String name, double distance, double pValue, boolean isSupported) {

        /** Share of held-out inputs that are nearer to their neighbors, in percent, {@code [0, 100)}. */
        public double percentile() {
            return 100 * (1 - pValue);
        }
    }

    /** The layer from which on, up to the last, no layer supports the input; none if the last layer does. */
    public Optional<Layer> lostFrom() {
        Optional<Layer> lost = Optional.empty();
        for (int layer = layers.size() - 1; layer >= 0 && !layers.get(layer).isSupported(); layer--) {
            lost = Optional.of(layers.get(layer));
        }
        return lost;
    }
}
