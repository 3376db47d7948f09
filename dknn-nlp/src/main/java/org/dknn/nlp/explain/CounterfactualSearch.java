package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.perturb.Perturbation;

/**
 * Looks for few words whose removal moves the prediction of a text to another class.
 *
 * <p>First single words, the most salient first. Then words are removed one after the other in that order, until the
 * prediction moves; then put back one by one, the least salient first, as long as it stays moved; and of those that remain all
 * smaller sets are tried, the smallest first. So no subset of the result moves the prediction, unless there were too many to
 * try; a smaller set of other words might.
 *
 * <p>Asks for at most {@code 3n + 2^10} changed texts of n words, of which leave-one-out has asked for n.
 */
final class CounterfactualSearch {

    /** Of a set of more words, not all subsets are tried. */
    private static final int TRIED_IN_FULL = 10;

    private final List<String> words;
    private final Prediction whole;
    private final Predictor predictor;
    private final Perturbation removal;

    CounterfactualSearch(List<String> words, Prediction whole, Predictor predictor, Perturbation removal) {
        this.words = words;
        this.whole = whole;
        this.predictor = predictor;
        this.removal = removal;
    }

    /** The words that were found, if any. */
    Optional<Counterfactual> search(Attributions saliency) {
        if (words.size() < 2) {
            return Optional.empty();
        }
        List<Integer> order = order(saliency);
        return firstMoving(order.stream().map(List::of).toList())
                .or(() -> greedy(order).map(this::pruned).map(this::smallest));
    }

    /**
     * Positions, the most salient first. Conformity saturates, and then many words are as salient as each other; of those the
     * one comes first without which the network is less sure.
     */
    private List<Integer> order(Attributions saliency) {
        List<Integer> positions = IntStream.range(0, words.size()).boxed().toList();
        List<Prediction> shortened = predictor.predictAll(
                positions.stream().map(List::of).map(this::without).toList());
        Comparator<Integer> bySaliency = Comparator.comparingDouble(position -> -saliency.value(position));
        return positions.stream()
                .sorted(bySaliency.thenComparingDouble(
                        position -> shortened.get(position).probability(whole.label())))
                .toList();
    }

    /** The first set that moves the prediction; all are asked for together. */
    private Optional<Counterfactual> firstMoving(List<List<Integer>> sets) {
        List<Prediction> predictions =
                predictor.predictAll(sets.stream().map(this::without).toList());
        return IntStream.range(0, sets.size())
                .filter(i -> predictions.get(i).label() != whole.label())
                .mapToObj(i -> counterfactual(sets.get(i), predictions.get(i).label(), true))
                .findFirst();
    }

    private static Counterfactual counterfactual(List<Integer> positions, int label, boolean isSmallest) {
        return new Counterfactual(positions.stream().sorted().toList(), label, isSmallest);
    }

    /** The shortest beginning of an order that moves the prediction, in that order; one word remains. */
    private Optional<List<Integer>> greedy(List<Integer> order) {
        List<List<Integer>> beginnings = IntStream.range(2, order.size())
                .mapToObj(length -> order.subList(0, length))
                .toList();
        return firstMoving(beginnings)
                .map(moving -> order.subList(0, moving.positions().size()));
    }

    /** Puts words back as long as the prediction stays moved, the last first. */
    private List<Integer> pruned(List<Integer> moving) {
        List<Integer> kept = new ArrayList<>(moving);
        for (int i = moving.size() - 1; i >= 0 && kept.size() > 1; i--) {
            List<Integer> fewer = new ArrayList<>(kept);
            fewer.remove(moving.get(i));
            if (firstMoving(List.of(fewer)).isPresent()) {
                kept = fewer;
            }
        }
        return kept;
    }

    private Counterfactual smallest(List<Integer> moving) {
        for (int size = 2; size < moving.size() && moving.size() <= TRIED_IN_FULL; size++) {
            Optional<Counterfactual> smaller = firstMoving(subsets(moving, size));
            if (smaller.isPresent()) {
                return smaller.get();
            }
        }
        int label = predictor.predictAll(List.of(without(moving))).get(0).label();
        return counterfactual(moving, label, moving.size() <= TRIED_IN_FULL);
    }

    private static List<List<Integer>> subsets(List<Integer> set, int size) {
        List<List<Integer>> subsets = new ArrayList<>();
        CombinatoricsUtils.combinationsIterator(set.size(), size)
                .forEachRemaining(chosen ->
                        subsets.add(IntStream.of(chosen).mapToObj(set::get).toList()));
        return subsets;
    }

    /** The words that remain; the last is removed first, so that those before it keep their positions. */
    private List<String> without(List<Integer> positions) {
        List<String> rest = words;
        for (int position : new TreeSet<>(positions).descendingSet()) {
            rest = removal.remove(rest, position);
        }
        return rest;
    }
}
