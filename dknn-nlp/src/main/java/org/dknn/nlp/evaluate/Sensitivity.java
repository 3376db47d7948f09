package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;

/** Max-sensitivity to words: see {@link ExplanationMetric#sensitivity}. */
record Sensitivity(List<String> substitutes, int samples, long seed) implements ExplanationMetric {

    Sensitivity {
        substitutes = List.copyOf(substitutes);
        if (substitutes.isEmpty() || samples < 1) {
            throw new IllegalArgumentException(
                    "needs at least one substitute and one sample, got " + substitutes.size() + " and " + samples);
        }
    }

    @Override
    public String name() {
        return "max-sensitivity to words";
    }

    @Override
    public Direction direction() {
        return Direction.LOWER_IS_BETTER;
    }

    @Override
    public Plan<OptionalDouble> plan(ExplainedSegment explained) {
        if (explained.size() == 0) {
            return Plan.of(OptionalDouble.empty());
        }
        List<Features> changed = changed(explained);
        return Plan.<Integer, List<Integer>>ask(
                        changed.stream().map(Features::input).toList(), answer(explained), answers -> answers)
                .then(answers -> explanations(explained, changed, answers))
                .map(explanations -> largestChange(explained.attributions(), explanations));
    }

    /** The answer that is explained: the network's, or that of the neighbors where the explained label is theirs alone. */
    private static Function<Prediction, Integer> answer(ExplainedSegment explained) {
        int label = explained.label();
        Prediction whole = explained.prediction();
        return label == whole.label() && label != whole.networkLabel() ? Prediction::label : Prediction::networkLabel;
    }

    private List<Features> changed(ExplainedSegment explained) {
        Features features = explained.text().features();
        SplittableRandom random = TextRandom.of(seed, explained.words());
        return Stream.generate(() -> changed(features, random))
                .limit(samples)
                .distinct()
                .toList();
    }

    private Features changed(Features features, SplittableRandom random) {
        List<String> words = new ArrayList<>(features.words());
        words.set(random.nextInt(words.size()), substitutes.get(random.nextInt(substitutes.size())));
        return new Features(features.with(words), features.segment());
    }

    private static Plan<List<Attributions>> explanations(
            ExplainedSegment explained, List<Features> changed, List<Integer> answers) {
        int whole = answer(explained).apply(explained.prediction());
        return Plan.all(IntStream.range(0, changed.size())
                .filter(i -> answers.get(i) == whole)
                .mapToObj(i -> explained
                        .method()
                        .plan(changed.get(i), explained.attributions().target()))
                .toList());
    }

    private static OptionalDouble largestChange(Attributions whole, List<Attributions> changed) {
        double norm = norm(whole.values());
        return changed.stream()
                .mapToDouble(other -> distance(whole, other) / (norm == 0 ? 1 : norm))
                .max();
    }

    private static double distance(Attributions first, Attributions second) {
        return norm(IntStream.range(0, first.size())
                .mapToDouble(i -> first.value(i) - second.value(i))
                .toArray());
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
