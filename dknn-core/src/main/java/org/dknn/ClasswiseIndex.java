package org.dknn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dknn.conformal.LayerStatistics;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;

/**
 * Indexes of the reference examples of one layer, one index per class: one scan of all of them gives the nearest of
 * each class and, merged, the nearest of all.
 *
 * @param byLabel one index per class; none for a class without examples
 * @param reference maps the rows of each to examples
 */
record ClasswiseIndex(List<Optional<NeighborIndex>> byLabel, ReferenceExamples<?> reference) {

    /**
     * Result of one query.
     *
     * @param nearest the k nearest of all, by reference ordinals
     * @param byLabel the k nearest of each class, fewer if it has fewer
     */
    record Found(Neighbors nearest, List<Neighbors> byLabel) {

        LayerStatistics statistics(ReferenceExamples<?> reference) {
            int[] labels = nearest.ordinals();
            for (int rank = 0; rank < labels.length; rank++) {
                labels[rank] = reference.examples().label(labels[rank]);
            }
            return LayerStatistics.of(
                    labels,
                    nearest.distances(),
                    byLabel.stream().map(Neighbors::distances).toArray(float[][]::new));
        }

        /** The same without one reference example. A list that did not contain it loses its last neighbor instead. */
        Found without(int ordinal, int k) {
            List<Neighbors> rest = byLabel.stream()
                    .map(neighbors -> ClasswiseIndex.without(neighbors, ordinal, k))
                    .toList();
            return new Found(MergedNeighbors.nearest(rest, k), rest);
        }
    }

    private static Neighbors without(Neighbors neighbors, int ordinal, int k) {
        int[] ordinals = new int[neighbors.size()];
        float[] distances = new float[neighbors.size()];
        int kept = 0;
        for (int rank = 0; rank < neighbors.size() && kept < k; rank++) {
            if (neighbors.ordinal(rank) != ordinal) {
                ordinals[kept] = neighbors.ordinal(rank);
                distances[kept++] = neighbors.distance(rank);
            }
        }
        return Neighbors.wrap(Arrays.copyOf(ordinals, kept), Arrays.copyOf(distances, kept));
    }

    /** Searches for rows; k at most the number of reference examples. */
    List<Found> search(FloatMatrix queries, int k) {
        List<List<Neighbors>> found = new ArrayList<>(byLabel.size());
        for (int label = 0; label < byLabel.size(); label++) {
            found.add(searchClass(label, queries, k));
        }
        List<Found> rows = new ArrayList<>(queries.rows());
        for (int row = 0; row < queries.rows(); row++) {
            int current = row;
            List<Neighbors> classes =
                    found.stream().map(neighbors -> neighbors.get(current)).toList();
            rows.add(new Found(MergedNeighbors.nearest(classes, k), classes));
        }
        return rows;
    }

    private List<Neighbors> searchClass(int label, FloatMatrix queries, int k) {
        if (byLabel.get(label).isEmpty()) {
            Neighbors none = Neighbors.wrap(new int[0], new float[0]);
            return Collections.nCopies(queries.rows(), none);
        }
        NeighborIndex index = byLabel.get(label).get();
        int[] ordinals = reference.ordinals(label);
        return index.search(queries, Math.min(k, index.size())).stream()
                .map(neighbors -> neighbors.mapped(ordinals))
                .toList();
    }

    /** The indexes of the classes that have examples. */
    List<NeighborIndex> indexes() {
        return byLabel.stream().flatMap(Optional::stream).toList();
    }

    void close() {
        indexes().forEach(NeighborIndex::close);
    }
}
