package org.dknn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dknn.conformal.LayerStatistics;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

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
     * @param statistics of these, the same in any order of the reference examples
     */
    record Found(Neighbors nearest, List<Neighbors> byLabel, LayerStatistics statistics) {

        static Found of(List<Neighbors> byLabel, int k) {
            Neighbors nearest = Neighbors.nearest(byLabel, k);
            float last = nearest.distance(nearest.size() - 1);
            int[] atLast = new int[byLabel.size()];
            float[][] distances = new float[byLabel.size()][];
            for (int label = 0; label < distances.length; label++) {
                atLast[label] = byLabel.get(label).rowsAt(last);
                distances[label] = byLabel.get(label).distances();
            }
            return new Found(nearest, byLabel, LayerStatistics.ofClasses(nearest.size(), last, atLast, distances));
        }

        /**
         * The same without one reference example.
         *
         * @param label its own
         */
        Found without(int ordinal, int label, int k) {
            List<Neighbors> rest = new ArrayList<>(byLabel);
            rest.set(label, rest.get(label).without(ordinal));
            rest.replaceAll(neighbors -> neighbors.first(k));
            return of(List.copyOf(rest), k);
        }
    }

    /** Distance by which all are searched. */
    Metric metric() {
        return indexes().get(0).metric();
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
            rows.add(Found.of(classes, k));
        }
        return rows;
    }

    private List<Neighbors> searchClass(int label, FloatMatrix queries, int k) {
        if (byLabel.get(label).isEmpty()) {
            Neighbors none = Neighbors.wrap(new int[0], new float[0]).withOthers(0);
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
