package org.dknn.conformal;

import java.util.List;

/**
 * What the reference examples around one input say in all layers: all that a {@link Nonconformity} may look at. Immutable.
 */
public final class Evidence {

    private final List<LayerEvidence> layers;
    private final LabelVotes votes;

    private Evidence(List<LayerEvidence> layers) {
        this.layers = layers;
        this.votes = layers.stream()
                .map(LayerEvidence::votes)
                .reduce(LabelVotes::plus)
                .orElseThrow(() -> new IllegalArgumentException("evidence needs at least one layer, got none"));
    }

    /** Evidence of layers, in their order; at least one, all over the same classes. */
    public static Evidence of(List<LayerEvidence> layers) {
        return new Evidence(List.copyOf(layers));
    }

    /** Evidence in each layer. */
    public List<LayerEvidence> layers() {
        return layers;
    }

    /** Number of classes. */
    public int classes() {
        return votes.labels();
    }

    /** Votes over all layers. */
    public LabelVotes votes() {
        return votes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evidence that && layers.equals(that.layers);
    }

    @Override
    public int hashCode() {
        return layers.hashCode();
    }

    @Override
    public String toString() {
        return "Evidence" + layers;
    }
}
