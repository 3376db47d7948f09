package org.dknn.conformal;

import java.util.List;

/**
 * Nonconformity of a label for an input, computed from its neighbor statistics: the alpha of conformal prediction.
 * Larger means less conforming.
 *
 * <p>Implementations are immutable and safe for use by many threads. Calibration and prediction must use the same one.
 *
 * <p>{@link #margin}, {@link #kthDistance}, {@link #classDistance} and {@link #weightedVotes} are
 * {@linkplain #fittedTo fitted} to reference examples, from which they take the typical distance of each layer;
 * {@code DeepKnn} fits them. The other kinds of {@link #all} need no fitting.
 */
public interface Nonconformity {

    /** Name of the kind, stored with saved models. */
    String name();

    /**
     * Nonconformity of a label in one layer.
     *
     * @param layer from 0
     * @param label in {@code 0..classes - 1}
     * @return larger means less conforming; finite
     */
    double ofLayer(NeighborStatistics statistics, int layer, int label);

    /**
     * Nonconformity of a label over all layers. Default: the sum over the layers.
     *
     * @return larger means less conforming; finite
     */
    default double of(NeighborStatistics statistics, int label) {
        double sum = 0;
        for (int layer = 0; layer < statistics.layers().size(); layer++) {
            sum += ofLayer(statistics, layer, label);
        }
        return sum;
    }

    /** Whether it differs between labels, so that the best label can be told by it. Default: yes; not so {@link #kthDistance}. */
    default boolean tellsLabelsApart() {
        return true;
    }

    /**
     * This kind, fitted to data such as the typical distances of each layer. Default: this, without fitting.
     *
     * @param examples statistics of reference examples, each left out of its own neighbors; at least one
     * @param labels their labels
     */
    default Nonconformity fittedTo(List<NeighborStatistics> examples, int[] labels) {
        return this;
    }

    /** Parameters, fitted or given. With the {@link #name} they determine one of dknn's own kinds. */
    default List<Double> parameters() {
        return List.of();
    }

    /**
     * The number of neighbors with another label, over all layers, in {@code 0..k * layers}: the papers' nonconformity.
     *
     * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Algorithm 1</a>
     */
    static Nonconformity count() {
        return VoteCount.ALL_LAYERS;
    }

    /**
     * The number of neighbors with another label in the last layer, in {@code 0..k}, as in the original code for text.
     */
    static Nonconformity lastLayerCount() {
        return VoteCount.LAST_LAYER;
    }

    /**
     * Share of the neighbors' weight with another label, in {@code [0, 1]} per layer. A neighbor at distance d weighs
     * {@code exp(-d^2 / (2 w^2))}; w is the median distance of the k-th neighbor in the layer. It is 0 when all
     * neighbors agree, at any distance.
     */
    static Nonconformity weightedVotes() {
        return WeightedVotes.unfitted();
    }

    /**
     * Mean distance of the k nearest of the label's class minus that of the nearest other class, in units of the
     * layer's typical distance. Does not saturate when all neighbors agree.
     */
    static Nonconformity margin() {
        return LayerSum.unfitted(LayerMeasure.MARGIN);
    }

    /**
     * Logarithm of the mean distance of the k nearest of the label's class, divided by that of the nearest other class.
     * Needs no fitting and does not saturate. The default of {@code DeepKnn}.
     */
    static Nonconformity logRatio() {
        return LayerSum.unfitted(LayerMeasure.LOG_RATIO);
    }

    /**
     * Distance d of the nearest example of the label's class, as {@code d / (d + d')} with the distance d' of the
     * nearest example of another class, in {@code [0, 1]} per layer; one half if both are 0. The trust score t is
     * {@code d' / d}, and this is {@code 1 / (1 + t)}: the same order, but bounded, so that it can be summed over
     * layers.
     *
     * @see <a href="https://arxiv.org/abs/1805.11783">Jiang, Kim, Guan and Gupta (2018)</a>
     */
    static Nonconformity trustScore() {
        return LayerSum.unfitted(LayerMeasure.TRUST);
    }

    /**
     * Distance of the k-th neighbor in units of the layer's typical distance. The same for all labels: an
     * out-of-distribution score. The paper normalizes activations, which corresponds to the cosine metric here.
     *
     * @see <a href="https://arxiv.org/abs/2204.06507">Sun, Ming, Zhu and Li (2022)</a>
     */
    static Nonconformity kthDistance() {
        return LayerSum.unfitted(LayerMeasure.KTH_DISTANCE);
    }

    /** Mean distance of the k nearest of the label's class, in units of the layer's typical distance. */
    static Nonconformity classDistance() {
        return LayerSum.unfitted(LayerMeasure.CLASS_DISTANCE);
    }

    /** All kinds above, before they are fitted. */
    static List<Nonconformity> all() {
        return List.of(
                count(),
                lastLayerCount(),
                weightedVotes(),
                margin(),
                logRatio(),
                trustScore(),
                kthDistance(),
                classDistance());
    }

    /**
     * This kind as a weighted sum over the layers.
     *
     * @param weights one per layer, finite, none negative, not all 0
     */
    default Nonconformity weighted(List<Double> weights) {
        return new WeightedLayers(this, weights);
    }

    /**
     * One of dknn's own kinds, by its {@link #name} and {@link #parameters}.
     *
     * @throws IllegalArgumentException if there is no such kind, or the parameters do not fit it
     */
    static Nonconformity named(String name, List<Double> parameters) {
        return NamedNonconformity.of(name, parameters);
    }

    /** Whether a nonconformity is one of dknn's own kinds, whatever its name, so that {@link #named} can create it. */
    static boolean isNamed(Nonconformity nonconformity) {
        return NamedNonconformity.isNamed(nonconformity);
    }
}
