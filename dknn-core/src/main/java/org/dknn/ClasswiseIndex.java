package org.dknn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dknn.conformal.LayerStatistics;
import org.dknn.index.GroupedNeighbors;
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

    /**
     * Result of one query.
     *
     * @param classes the k nearest of each class, by reference ordinals; fewer if it has fewer
     * @param statistics of these, the same in any order of the reference examples
     */
    record Found(GroupedNeighbors classes, LayerStatistics statistics) {

        static Found of(GroupedNeighbors classes, int k) {
            float[] distances = classes.distances();
            int[] ends = classes.ends();
            int found = Math.min(k, distances.length);
            float last = KthDistance.of(classes, found, distances, ends);
            return new Found(classes, LayerStatistics.ofClasses(found, last, classes.rowsAt(last), distances, ends));
        }

        /** The k nearest of all, merged anew at each call: of most changed inputs nobody asks for them. */
        Neighbors nearest() {
            return classes.nearest(statistics.k());
        }

        /** {@link #classes} one by one. */
        List<Neighbors> byLabel() {
            return classes.asList();
        }

        /**
         * The same without one reference example.
         *
         * @param label its own
         */
        Found without(int ordinal, int label, int k) {
            List<Neighbors> rest = new ArrayList<>(byLabel());
            rest.set(label, rest.get(label).without(ordinal));
            rest.replaceAll(neighbors -> neighbors.first(k));
            return of(GroupedNeighbors.of(rest), k);
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
        List<List<Question>> questions = new ArrayList<>(layers.size());
        for (int layer = 0; layer < layers.size(); layer++) {
            FloatMatrix asked = queries.get(layer);
            questions.add(layers.get(layer).indexes().stream()
                    .map(index -> new Question(index, asked, Math.min(k, index.size())))
                    .toList());
        }
        // the first one joins those of its kind and asks the others one by one: an assembled classifier may have
        // several kinds
        List<List<GroupedNeighbors>> answers = questions.get(0).get(0).index().searchGroups(questions);
        List<List<Found>> found = new ArrayList<>(layers.size());
        for (int layer = 0; layer < layers.size(); layer++) {
            found.add(layers.get(layer).found(answers.get(layer), k));
        }
        return found;
    }

    /** The results of this layer, from answers about the classes that have examples. */
    private List<Found> found(List<GroupedNeighbors> answers, int k) {
        int[] groups = new int[byLabel.size()];
        List<int[]> ordinals = new ArrayList<>(groups.length);
        int next = 0;
        for (int label = 0; label < groups.length; label++) {
            groups[label] = byLabel.get(label).isEmpty() ? -1 : next++;
            ordinals.add(reference.ordinals(label));
        }
        return answers.stream()
                .map(answer -> Found.of(answer.mapped(groups, ordinals), k))
                .toList();
    }

    /**
     * The vectors of examples, as the indexes compare them; empty if one of the indexes does not give its vectors back.
     *
     * @param ordinals of examples, all of one class
     */
    Optional<FloatMatrix> vectors(int label, int... ordinals) {
        int[] rows = new int[ordinals.length];
        Arrays.setAll(rows, i -> reference.row(ordinals[i]));
        return byLabel.get(label).flatMap(index -> index.vectors(rows));
    }

    /** The indexes of the classes that have examples. */
    List<NeighborIndex> indexes() {
        return byLabel.stream().flatMap(Optional::stream).toList();
    }

    void close() {
        indexes().forEach(NeighborIndex::close);
    }
}
