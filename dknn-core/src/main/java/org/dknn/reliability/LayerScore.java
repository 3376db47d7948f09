package org.dknn.reliability;

import java.util.List;

/**
 * What a choice of layers, neighbors and nonconformity is worth on held-out examples.
 *
 * @param nonconformity name of the kind
 * @param k number of neighbors a layer
 * @param layers names of the layers that count
 * @param accuracy share of examples whose least strange label is the true one
 * @param saturation share of examples for which the least strange label's nonconformity is the smallest that any example has;
 *     what lies beyond it is the same to this choice. One of all where no two are equal
 * @param riskCoverageArea area under the risk-coverage curve of the lead of the least strange label; smaller is better
 */
public record LayerScore(
        String nonconformity, int k, List<String> layers, double accuracy, double saturation, double riskCoverageArea) {

    /** Copies the list. */
    public LayerScore {
        layers = List.copyOf(layers);
    }
}
