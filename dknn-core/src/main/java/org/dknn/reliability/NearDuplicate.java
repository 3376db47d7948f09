package org.dknn.reliability;

/**
 * Two reference examples that the network hardly tells apart.
 *
 * @param first the lower ordinal in {@code DeepKnn.reference()}
 * @param second the higher one
 * @param firstLabel label of the first
 * @param secondLabel label of the second
 * @param closeness the largest, over the layers, of their distance as a share of what is typical of the layer; 0 if the network
 *     sees them as the same
 */
public record NearDuplicate(int first, int second, int firstLabel, int secondLabel, double closeness) {

    /** Whether they have different labels, so that one of them is wrong, or the network lacks what tells them apart. */
    public boolean contradicts() {
        return firstLabel != secondLabel;
    }
}
