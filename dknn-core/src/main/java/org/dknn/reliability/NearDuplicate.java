package org.dknn.reliability;

/**
 * Two reference examples with nearly equal activations in every layer.
 *
 * @param first the lower ordinal in {@code DeepKnn.reference()}
 * @param second the higher one
 * @param firstLabel label of the first
 * @param secondLabel label of the second
 * @param closeness the largest, over the layers, of their distance as a share of the layer's typical distance; 0 if the
 *     activations are equal
 */
public record NearDuplicate(int first, int second, int firstLabel, int secondLabel, double closeness) {

    /** Whether their labels differ: one label is wrong, or the network cannot distinguish the examples. */
    public boolean contradicts() {
        return firstLabel != secondLabel;
    }
}
