package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.dknn.DeepKnn;
import org.dknn.OutputRefit;
import org.dknn.Prediction;

/**
 * Whether the training examples that are shown carry the decision: what the neighbors say without them. Compare a way of showing with
 * another one, or with {@link #random}, at the same number of examples: a few of the k neighbors of each layer carry a part of a
 * decision at most.
 *
 * @param labelChanges share of the inputs whose label by the neighbors is another one then, in {@code [0, 1]}
 * @param nonconformityRise mean rise of the nonconformity of the label, in the unit of the classifier's kind; below 0 where the label
 *     fits better then
 * @param conformityDrop mean drop of the share of the neighbors that carry the label, in {@code [-1, 1]}
 * @param probabilityDrop mean drop of the network's probability of its own label, in {@code [-1, 1]}, as a refit estimates it; empty without
 *     one. Where its label is not that of the neighbors, examples of theirs speak against it
 * @see DeepKnn#predictWithout
 * @see OutputRefit
 */
public record EvidenceQuality(
        double labelChanges, double nonconformityRise, double conformityDrop, OptionalDouble probabilityDrop) {

    /**
     * Judges a way of showing examples by the neighbors, at two predictions for each input.
     *
     * @param dknn the classifier
     * @param inputs at least one
     * @param shown ordinals of the reference examples that are shown for an input; fewer than all
     * @throws IllegalArgumentException if there is no input, an ordinal is none of a reference example, or all are shown
     */
    public static <I> EvidenceQuality of(
            DeepKnn<I> dknn, List<I> inputs, BiFunction<I, Prediction, Collection<Integer>> shown) {
        return of(dknn, Optional.empty(), inputs, shown);
    }

    /**
     * Judges a way of showing examples by the neighbors and by the network, at two predictions, another run of the network and a refit for each input.
     *
     * @param dknn the classifier
     * @param refit of the same classifier
     * @param inputs at least one
     * @param shown ordinals of the reference examples that are shown for an input; fewer than all
     * @throws IllegalArgumentException if there is no input, an ordinal is none of a reference example, or all are shown
     */
    public static <I> EvidenceQuality of(
            DeepKnn<I> dknn,
            OutputRefit<I> refit,
            List<I> inputs,
            BiFunction<I, Prediction, Collection<Integer>> shown) {
        return of(dknn, Optional.of(refit), inputs, shown);
    }

    private static <I> EvidenceQuality of(
            DeepKnn<I> dknn,
            Optional<OutputRefit<I>> refit,
            List<I> inputs,
            BiFunction<I, Prediction, Collection<Integer>> shown) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("needs at least one input, got none");
        }
        double changes = 0;
        double rise = 0;
        double drop = 0;
        double networkDrop = 0;
        for (I input : inputs) {
            Prediction whole = dknn.predict(input);
            Collection<Integer> ordinals = shown.apply(input, whole);
            Prediction rest = dknn.predictWithout(input, ordinals);
            int label = whole.label();
            changes += rest.label() == label ? 0 : 1;
            rise += rest.nonconformity(label) - whole.nonconformity(label);
            drop += whole.conformity(label) - rest.conformity(label);
            if (refit.isPresent()) {
                int own = whole.networkLabel();
                networkDrop +=
                        whole.probability(own) - refit.get().without(ordinals).probabilities(input)[own];
            }
        }
        return new EvidenceQuality(
                changes / inputs.size(),
                rise / inputs.size(),
                drop / inputs.size(),
                refit.isPresent() ? OptionalDouble.of(networkDrop / inputs.size()) : OptionalDouble.empty());
    }

    /**
     * As many reference examples of the predicted label, drawn for each input: what any way of showing must be better than. Fewer where
     * the label has fewer.
     *
     * @param count how many, at least 0
     */
    public static <I> BiFunction<I, Prediction, Collection<Integer>> random(DeepKnn<I> dknn, int count, long seed) {
        int[] labels = dknn.reference().labels();
        return (input, prediction) -> {
            long own = Arrays.stream(labels)
                    .filter(label -> label == prediction.label())
                    .count();
            Set<Integer> drawn = new SplittableRandom(seed + input.hashCode())
                    .ints(0, labels.length)
                    .filter(ordinal -> labels[ordinal] == prediction.label())
                    .distinct()
                    .limit(Math.min(own, count))
                    .boxed()
                    .collect(Collectors.toSet());
            return drawn;
        };
    }
}
