package org.dknn.conformal;

import java.util.List;

/**
 * How strange a label would be for an input, judged by the reference examples around it: the alpha of conformal prediction.
 *
 * <p>Implementations are immutable and safe for use by many threads. Calibration and prediction must use the same one.
 *
 * <p>Those of {@link #named} need no data, but for {@link #margin}, {@link #kthDistance}, {@link #classDistance} and {@link
 * #weightedVotes}, which take the typical distances of each layer from reference examples ({@link #fittedTo}); {@code DeepKnn}
 * does that when it is fitted.
 */
public interface Nonconformity {

    /** Name of the kind; it is stored with saved models. */
    String name();

    /**
     * How strange a label is in one layer.
     *
     * @param layer from 0
     * @param label in {@code 0..classes - 1}
     * @return larger is stranger; finite
     */
    double ofLayer(NeighborStatistics statistics, int layer, int label);

    /**
     * How strange a label is; the sum over all layers if not said otherwise.
     *
     * @return larger is stranger; finite
     */
    default double of(NeighborStatistics statistics, int label) {
        double sum = 0;
        for (int layer = 0; layer < statistics.layers().size(); layer++) {
            sum += ofLayer(statistics, layer, label);
        }
        return sum;
    }

    /**
     * This kind with what it takes from data, such as the typical distances of each layer; itself if it takes nothing.
     *
     * @param examples evidence of reference examples, each without itself; at least one
     * @param labels theirs
     */
    default Nonconformity fittedTo(List<NeighborStatistics> examples, int[] labels) {
        return this;
    }

    /** What it took from data, or was given; with the {@link #name} all that is needed to make it again. */
    default List<Double> parameters() {
        return List.of();
    }

    /**
     * The number of neighbors with another label, over all layers, in {@code 0..k * layers}: the papers' choice.
     *
     * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Algorithm 1</a>
     */
    static Nonconformity count() {
        return VoteCount.ALL_LAYERS;
    }

    /** The number of neighbors with another label in the last layer, in {@code 0..k}: what the original code did for text. */
    static Nonconformity lastLayerCount() {
        return VoteCount.LAST_LAYER;
    }

    /**
     * The share of the neighbors' weight that is another label's, in {@code [0, 1]} a layer. A neighbor at distance d weighs
     * {@code exp(-d^2 / (2 w^2))}; w is the median distance of the k-th neighbor in the layer. When all neighbors agree it is
     * 0, however far they are.
     */
    static Nonconformity weightedVotes() {
        return WeightedVotes.unfitted();
    }

    /**
     * By how much the label's own class is farther than the nearest other class, in mean distances of the k nearest of each
     * class, and in units of the layer's typical distance. Does not saturate when all neighbors agree.
     */
    static Nonconformity margin() {
        return LayerSum.unfitted(LayerMeasure.MARGIN);
    }

    /**
     * The logarithm of the ratio of the mean distance to the k nearest of the label's class and of the nearest other class.
     * Needs no data; does not saturate. The usual choice of {@code DeepKnn}.
     */
    static Nonconformity logRatio() {
        return LayerSum.unfitted(LayerMeasure.LOG_RATIO);
    }

    /**
     * The distance to the nearest example of the label's class, as a share of that and the distance to the nearest one of
     * another class, in {@code [0, 1]} a layer; one half if both are 0. The trust score t is the ratio of the two, and this is
     * {@code 1 / (1 + t)}: in the same order, but bounded, so that it can be summed over layers.
     *
     * @see <a href="https://arxiv.org/abs/1805.11783">Jiang, Kim, Guan and Gupta (2018)</a>
     */
    static Nonconformity trustScore() {
        return LayerSum.unfitted(LayerMeasure.TRUST);
    }

    /**
     * The distance of the k-th neighbor, whatever its label, in units of the layer's typical distance. The same for all
     * labels: it tells whether an input is like the reference examples, not what it is. The paper normalizes activations,
     * which is the cosine metric here.
     *
     * @see <a href="https://arxiv.org/abs/2204.06507">Sun, Ming, Zhu and Li (2022)</a>
     */
    static Nonconformity kthDistance() {
        return LayerSum.unfitted(LayerMeasure.KTH_DISTANCE);
    }

    /** The mean distance of the k nearest of the label's class, in units of the layer's typical distance. */
    static Nonconformity classDistance() {
        return LayerSum.unfitted(LayerMeasure.CLASS_DISTANCE);
    }

    /** All of the kinds above, as they are before they are fitted. */
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
     * This kind with another weight a layer; the weighted sum over the layers.
     *
     * @param weights one a layer, finite, none negative, not all 0
     */
    default Nonconformity weighted(List<Double> weights) {
        return new WeightedLayers(this, weights);
    }

    /**
     * One of dknn's own kinds, as its {@link #name} and {@link #parameters} tell it.
     *
     * @throws IllegalArgumentException if there is none of this name, or the parameters are not its own
     */
    static Nonconformity named(String name, List<Double> parameters) {
        return NamedNonconformity.of(name, parameters);
    }

    /** Whether a nonconformity is one of dknn's own kinds, whatever the name it gives, so that {@link #named} makes it again. */
    static boolean isNamed(Nonconformity nonconformity) {
        return NamedNonconformity.isNamed(nonconformity);
    }
}
