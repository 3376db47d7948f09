package org.dknn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.dknn.conformal.LayerStatistics;
import org.dknn.index.NeighborIndex;
import org.dknn.index.NeighborIndex.Question;
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

    private static final Neighbors NONE =
            Neighbors.wrap(new int[0], new float[0]).withOthers(0);

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
        return search(List.of(this), List.of(queries), k).get(0);
    }

    /**
     * Searches several layers in one joint search.
     *
     * @param queries of each layer, as many rows for each
     * @param k at most the number of reference examples
     * @return for each layer what its {@code search} returns
     */
    static List<List<Found>> search(List<ClasswiseIndex> layers, List<FloatMatrix> queries, int k) {
        List<Question> questions = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            for (NeighborIndex index : layers.get(layer).indexes()) {
                questions.add(new Question(index, queries.get(layer), Math.min(k, index.size())));
            }
        }
        // the first one joins those of its kind and asks the others one by one: an assembled classifier may have
        // several kinds
        Iterator<List<Neighbors>> answers =
                questions.get(0).index().searchJointly(questions).iterator();
        List<List<Found>> found = new ArrayList<>(layers.size());
        for (int layer = 0; layer < layers.size(); layer++) {
            found.add(layers.get(layer).found(answers, queries.get(layer).rows(), k));
        }
        return found;
    }

    /** The results of this layer, from the next answers: one per class that has examples. */
    private List<Found> found(Iterator<List<Neighbors>> answers, int count, int k) {
        List<List<Neighbors>> classes = new ArrayList<>(byLabel.size());
        for (int label = 0; label < byLabel.size(); label++) {
            int[] ordinals = reference.ordinals(label);
            classes.add(
                    byLabel.get(label).isEmpty()
                            ? Collections.nCopies(count, NONE)
                            : answers.next().stream()
                                    .map(neighbors -> neighbors.mapped(ordinals))
                                    .toList());
        }
        List<Found> rows = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            int current = row;
            rows.add(Found.of(
                    classes.stream().map(neighbors -> neighbors.get(current)).toList(), k));
        }
        return rows;
    }

    /** The indexes of the classes that have examples. */
    List<NeighborIndex> indexes() {
        return byLabel.stream().flatMap(Optional::stream).toList();
    }

    void close() {
        indexes().forEach(NeighborIndex::close);
    }
}
