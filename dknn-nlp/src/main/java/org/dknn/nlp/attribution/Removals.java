package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.Perturbation;

/**
 * A score of an input, and of the same input without some of its words.
 *
 * @param features the words
 * @param perturbation what stands in the place of removed words
 * @param score read off predictions
 */
record Removals(Features features, Perturbation perturbation, ToDoubleFunction<Prediction> score) {

    /** Makes a result of the score of the whole input and those of the removals, in their order; NaN for those that were not answered. */
    @FunctionalInterface
    interface Reader<R> {
        R read(double whole, double[] scores);
    }

    /**
     * Asks for the whole input and, as time allows, for each removal, whose score is the mean over its variants.
     *
     * @param count number of removals
     * @param removed positions of each, rising
     */
    <R> Plan<R> plan(int count, IntFunction<List<Integer>> removed, Reader<R> reader) {
        return Plan.askAsTimeAllows(
                1 + count,
                change -> change == 0 ? List.of(features.input()) : variants(removed.apply(change - 1)),
                score::applyAsDouble,
                (List<List<Double>> scores) -> reader.read(mean(scores.get(0)), means(scores.subList(1, 1 + count))));
    }

    private List<Variant> variants(List<Integer> positions) {
        return perturbation.variants(features.words(), positions).stream()
                .map(features::with)
                .toList();
    }

    private static double[] means(List<List<Double>> scores) {
        return scores.stream().mapToDouble(Removals::mean).toArray();
    }

    /** Whether all removals were answered. */
    static boolean isComplete(double[] scores) {
        return Arrays.stream(scores).noneMatch(Double::isNaN);
    }

    /** Words of the groups of which something was not answered, a group at a time. */
    static List<Integer> positions(List<FeatureGroup> groups, IntPredicate isUnanswered) {
        return IntStream.range(0, groups.size())
                .filter(isUnanswered)
                .boxed()
                .flatMap(group -> groups.get(group).positions().stream())
                .toList();
    }

    /** Whether each word is a group of its own. */
    static boolean areSingleWords(List<FeatureGroup> groups, int words) {
        return groups.size() == words
                && groups.stream().allMatch(group -> group.positions().size() == 1);
    }

    private static double mean(List<Double> scores) {
        if (scores.isEmpty()) {
            return Double.NaN;
        }
        double sum = scores.get(0);
        for (double more : scores.subList(1, scores.size())) {
            sum += more;
        }
        return sum / scores.size();
    }
}
