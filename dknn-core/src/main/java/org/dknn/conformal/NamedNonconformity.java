package org.dknn.conformal;

import java.util.List;

/** Creates nonconformities from their names and parameters. */
final class NamedNonconformity {

    private NamedNonconformity() {}

    /**
     * Whether {@link #of} can create a nonconformity: whether it, and the kind it weights, is of a class of this
     * package.
     */
    static boolean isNamed(Nonconformity kind) {
        if (kind instanceof WeightedLayers weighted) {
            return isNamed(weighted.base());
        }
        return kind instanceof VoteCount || kind instanceof LayerSum || kind instanceof WeightedVotes;
    }

    static Nonconformity of(String name, List<Double> parameters) {
        if (name.startsWith(WeightedLayers.PREFIX)) {
            return weighted(name.substring(WeightedLayers.PREFIX.length()), parameters);
        }
        if (name.equals(WeightedVotes.NAME)) {
            return new WeightedVotes(parameters);
        }
        for (LayerMeasure measure : LayerMeasure.values()) {
            if (measure.text().equals(name)) {
                return new LayerSum(measure, parameters);
            }
        }
        for (VoteCount count : List.of(VoteCount.ALL_LAYERS, VoteCount.LAST_LAYER)) {
            if (count.name().equals(name)) {
                return count;
            }
        }
        throw new IllegalArgumentException("there is no nonconformity \"" + name + "\"; there are "
                + Nonconformity.all().stream().map(Nonconformity::name).toList());
    }

    private static Nonconformity weighted(String base, List<Double> parameters) {
        double layers = parameters.isEmpty() ? -1 : parameters.get(0);
        if (!(layers >= 1 && layers <= parameters.size() - 1)) {
            throw new IllegalArgumentException(
                    "weighted layers need their number and their weights first, got " + parameters);
        }
        int end = 1 + (int) layers;
        return of(base, parameters.subList(end, parameters.size())).weighted(parameters.subList(1, end));
    }
}
