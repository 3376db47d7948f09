package org.dknn;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dknn.activation.Activations;
import org.dknn.index.GroupedNeighbors;
import org.dknn.index.Neighbors;

/**
 * Search as it would be if some reference examples were not there. Exact if the indexes are.
 *
 * <p>As many more neighbors of each class are asked for as examples are left out, and more where rows at one distance reach to the
 * end of what was found: only there an example that was not found may be among the rows that are counted.
 *
 * @param left ordinals of the examples that are left out, fewer than all
 */
record LeftOutSearch<I>(NeighborSearch<I> search, Set<Integer> left) {

    LeftOutSearch {
        left = requireSomeStay(left, search.reference().examples().size());
    }

    /**
     * Checks what is left out.
     *
     * @param size number of all reference examples
     * @throws IllegalArgumentException if an ordinal is none of a reference example, or none stays
     */
    static Set<Integer> requireSomeStay(Collection<Integer> ordinals, int size) {
        Set<Integer> left = Set.copyOf(ordinals);
        for (int ordinal : left) {
            if (ordinal < 0 || ordinal >= size) {
                throw new IllegalArgumentException(
                        "reference examples have the ordinals 0.." + (size - 1) + ", got " + ordinal);
            }
        }
        if (left.size() == size) {
            throw new IllegalArgumentException(
                    "needs a reference example that stays, got all " + size + " to be left out");
        }
        return left;
    }

    NeighborSearch.Found find(I input) {
        int size = search.reference().examples().size();
        int k = Math.min(search.k(), size - left.size());
        Activations activations = search.extract(List.of(input), done -> {});
        ComparableActivations.require(activations, search.indexes().get(0).metric());
        int asked = Math.min(size, search.k() + left.size());
        List<ClasswiseIndex.Found> layers = layers(activations, asked);
        while (asked < size && !layers.stream().allMatch(layer -> reaches(layer, k))) {
            asked = Math.min(size, 2 * asked);
            layers = layers(activations, asked);
        }
        return NeighborSearch.Found.of(
                layers.stream().map(layer -> without(layer, k)).toList(), activations.probabilities());
    }

    private List<ClasswiseIndex.Found> layers(Activations activations, int asked) {
        return search.search(activations, asked).stream()
                .map(rows -> rows.get(0))
                .toList();
    }

    /** Whether no example that was not found can be at the k-th distance of its class. */
    private boolean reaches(ClasswiseIndex.Found layer, int k) {
        return IntStream.range(0, layer.byLabel().size()).allMatch(label -> {
            Neighbors found = layer.byLabel().get(label);
            return found.size() == search.reference().ordinals(label).length
                    || without(found).distance(k - 1) < found.distance(found.size() - 1)
                    || notFound(found, label) == 0;
        });
    }

    private long notFound(Neighbors found, int label) {
        long ofLabel = left.stream()
                .filter(ordinal -> search.reference().examples().label(ordinal) == label)
                .count();
        return ofLabel - IntStream.of(found.ordinals()).filter(left::contains).count();
    }

    private ClasswiseIndex.Found without(ClasswiseIndex.Found layer, int k) {
        List<Neighbors> rest =
                layer.byLabel().stream().map(found -> without(found).first(k)).toList();
        return ClasswiseIndex.Found.of(GroupedNeighbors.of(rest), k);
    }

    private Neighbors without(Neighbors found) {
        Neighbors rest = found;
        for (int ordinal : found.ordinals()) {
            rest = left.contains(ordinal) ? rest.without(ordinal) : rest;
        }
        return rest;
    }
}
