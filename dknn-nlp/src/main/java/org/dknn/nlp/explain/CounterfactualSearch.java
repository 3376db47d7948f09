package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.explain.EvidenceReport.Counterfactual;
import org.dknn.nlp.perturb.Perturbation;

/**
 * Looks for few words whose removal moves the prediction of a text to another class.
 *
 * <p>First single words, those of the largest values first. Then words are removed one after the other in that order, until the
 * prediction moves; then put back one by one, the smallest value first, as long as it stays moved; and of those that remain all
 * smaller sets are tried, the smallest first. So no subset of the result moves the prediction, unless there were too many to
 * try; a smaller set of other words might.
 *
 * <p>Asks for at most {@code 3n + 2^10} changed texts of n words, of which leave-one-out asks for n.
 *
 * @param features the words
 * @param label that is predicted of the whole text
 * @param removal how words go
 */
record CounterfactualSearch(Features features, int label, Perturbation removal) {

    /** Of a set of more words, not all subsets are tried. */
    private static final int TRIED_IN_FULL = 10;

    /**
     * The plan of the search; its result is empty if no set moves the prediction.
     *
     * @param attributions of the words
     * @param shortened predictions without each of the words
     */
    Plan<Optional<Counterfactual>> plan(Attributions attributions, List<Prediction> shortened) {
        if (shortened.size() < 2) {
            return Plan.of(Optional.empty());
        }
        List<Integer> order = order(attributions, shortened);
        return firstMoving(order.stream().map(List::of).toList())
                .then(single -> single.isPresent() ? Plan.of(single) : several(order));
    }

    /**
     * Positions, the largest values first. Conformity saturates, and then many words have the same value; of those the one comes first
     * without which the network is less sure.
     */
    private List<Integer> order(Attributions attributions, List<Prediction> shortened) {
        Comparator<Integer> byValue = Comparator.comparingDouble(position -> -attributions.value(position));
        return IntStream.range(0, shortened.size())
                .boxed()
                .sorted(byValue.thenComparingDouble(
                        position -> shortened.get(position).probability(label)))
                .toList();
    }

    /** The first set that moves the prediction; all are asked for together. */
    private Plan<Optional<Counterfactual>> firstMoving(List<List<Integer>> sets) {
        return tried(sets).map(Tried::moving);
    }

    /**
     * What became of some sets.
     *
     * @param moving the first that moves the prediction
     * @param isComplete whether there was time for all of them
     */
    private record Tried(Optional<Counterfactual> moving, boolean isComplete) {}

    private Plan<Tried> tried(List<List<Integer>> sets) {
        return Plan.<Integer, Tried>askAsTimeAllows(
                sets.size(), set -> List.of(without(sets.get(set))), Prediction::label, labels -> {
                    Optional<Counterfactual> moving = IntStream.range(0, sets.size())
                            .filter(i -> labels.get(i).stream().anyMatch(found -> found != label))
                            .mapToObj(i ->
                                    counterfactual(sets.get(i), labels.get(i).get(0), true))
                            .findFirst();
                    return new Tried(moving, labels.stream().noneMatch(List::isEmpty));
                });
    }

    private Variant without(List<Integer> set) {
        return features.with(
                removal.removeAll(features.words(), set.stream().sorted().toList()));
    }

    private static Counterfactual counterfactual(List<Integer> positions, int label, boolean isSmallest) {
        return new Counterfactual(positions.stream().sorted().toList(), label, isSmallest);
    }

    /** The shortest beginning of an order that moves the prediction, and of it the smallest set; one word remains. */
    private Plan<Optional<Counterfactual>> several(List<Integer> order) {
        List<List<Integer>> beginnings = IntStream.range(2, order.size())
                .mapToObj(length -> order.subList(0, length))
                .toList();
        return firstMoving(beginnings)
                .then(found -> found.isEmpty()
                        ? Plan.of(found)
                        : pruned(order.subList(0, found.get().positions().size())));
    }

    private Plan<Optional<Counterfactual>> pruned(List<Integer> moving) {
        return putBack(moving, moving, moving.size() - 1).then(kept -> smallest(kept, 2));
    }

    /** Puts words back as long as the prediction stays moved, the last first. */
    private Plan<List<Integer>> putBack(List<Integer> moving, List<Integer> kept, int next) {
        if (next < 0 || kept.size() < 2) {
            return Plan.of(kept);
        }
        List<Integer> fewer = new ArrayList<>(kept);
        fewer.remove(moving.get(next));
        return firstMoving(List.of(fewer))
                .then(moved -> putBack(moving, moved.isPresent() ? List.copyOf(fewer) : kept, next - 1));
    }

    private Plan<Optional<Counterfactual>> smallest(List<Integer> moving, int size) {
        if (size < moving.size() && moving.size() <= TRIED_IN_FULL) {
            return tried(subsets(moving, size)).then(smaller -> {
                if (smaller.moving().isPresent()) {
                    return Plan.of(smaller.moving());
                }
                return smaller.isComplete() ? smallest(moving, size + 1) : found(moving, false);
            });
        }
        return found(moving, moving.size() <= TRIED_IN_FULL);
    }

    private Plan<Optional<Counterfactual>> found(List<Integer> moving, boolean isSmallest) {
        return Plan.<Integer, Optional<Counterfactual>>ask(
                List.of(without(moving)),
                Prediction::label,
                labels -> Optional.of(counterfactual(moving, labels.get(0), isSmallest)));
    }

    private static List<List<Integer>> subsets(List<Integer> set, int size) {
        List<List<Integer>> subsets = new ArrayList<>();
        CombinatoricsUtils.combinationsIterator(set.size(), size)
                .forEachRemaining(chosen ->
                        subsets.add(IntStream.of(chosen).mapToObj(set::get).toList()));
        return subsets;
    }
}
