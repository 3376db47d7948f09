package org.dknn.reliability;

import java.util.List;

/**
 * Quality of a choice of layers, neighbors and nonconformity on held-out examples.
 *
 * @param nonconformity name of the kind
 * @param k number of neighbors per layer
 * @param layers names of the selected layers
 * @param accuracy share of examples whose label of smallest nonconformity is the true label
 * @param saturation share of examples whose smallest nonconformity equals the smallest of all examples, beyond which
 *     the choice does not distinguish; one example's share if no two are equal
 * @param riskCoverageArea area under the risk-coverage curve of the margin of that label; smaller is better
 */
public record LayerScore(
        String nonconformity, int k, List<String> layers, double accuracy, double saturation, double riskCoverageArea) {

    /** Copies the list. */
    public LayerScore {
        layers = List.copyOf(layers);
    }
}
