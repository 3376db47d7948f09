package org.dknn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.activation.Activations;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;

/**
 * Checks that indexes have some reference examples at the rows that the order of the examples says. Indexes that were exchanged between
 * layers, classes or models, and shards in another order, do not pass.
 */
final class ReferencePlaces {

    private final NeighborSearch<?> search;
    private final int[] ordinals;
    private final Activations activations;

    /**
     * @param ordinals of the examples
     * @param activations theirs, computed again
     */
    ReferencePlaces(NeighborSearch<?> search, int[] ordinals, Activations activations) {
        this.search = search;
        this.ordinals = ordinals;
        this.activations = activations;
    }

    void requireFound() {
        for (int layer = 0; layer < search.indexes().size(); layer++) {
            for (int label = 0; label < reference().classes(); label++) {
                requireFound(layer, label);
            }
        }
    }

    private void requireFound(int layer, int label) {
        int[] chosen = IntStream.range(0, ordinals.length)
                .filter(i -> reference().examples().label(ordinals[i]) == label)
                .toArray();
        if (chosen.length == 0) {
            return;
        }
        FloatMatrix queries = activations.matrices().get(layer).select(chosen);
        NeighborIndex index = search.indexes().get(layer).byLabel().get(label).orElseThrow();
        if (index.dimension() != queries.columns()) {
            throw new IllegalArgumentException(name(layer, label) + " must have vectors of " + queries.columns()
                    + " values as the layer has, got " + index.dimension());
        }
        int[] members = reference().ordinals(label);
        int[] rows = IntStream.of(chosen)
                .map(i -> Arrays.binarySearch(members, ordinals[i]))
                .toArray();
        requireFound(index, queries, rows, name(layer, label));
    }

    /** In an approximate index, which may miss a row, half of them are enough. */
    private void requireFound(NeighborIndex index, FloatMatrix queries, int[] rows, String name) {
        List<Neighbors> found = index.search(queries, Math.min(search.k(), index.size()));
        int inPlace = 0;
        for (int i = 0; i < rows.length; i++) {
            double bound = RoundTripProbe.bound(queries.row(i), index.metric());
            inPlace += isInPlace(found.get(i), rows[i], bound) ? 1 : 0;
        }
        boolean isExact = found.stream().allMatch(Neighbors::countsAll);
        if (inPlace < (isExact ? rows.length : (rows.length + 1) / 2)) {
            throw new IllegalArgumentException(name + " must have the activations of the reference examples of the"
                    + " class in their order; of " + rows.length + " examples that were looked for, it has " + inPlace
                    + " in their places");
        }
    }

    /** True also where so many others are as near that the row need not be among the neighbors. */
    private static boolean isInPlace(Neighbors neighbors, int row, double bound) {
        for (int rank = 0; rank < neighbors.size(); rank++) {
            if (neighbors.distance(rank) > bound) {
                return false;
            }
            if (neighbors.ordinal(rank) == row) {
                return true;
            }
        }
        return true;
    }

    private ReferenceExamples<?> reference() {
        return search.reference();
    }

    private String name(int layer, int label) {
        return "the index of class \""
                + reference().examples().labelSet().name(label) + "\" in layer "
                + activations.layers().get(layer);
    }
}
