package org.dknn.nlp.evaluate;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.dknn.ScoreFunction;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.perturb.Perturbation;

/**
 * A metric that removes words and reads the score of the explained label. A removal has the mean score of all variants that the
 * perturbation makes of it, as in the attributions that are judged. Undefined for a text without words.
 */
record PerturbationMetric(String name, Direction direction, Scoring scoring, PerturbationMeasure measure)
        implements ExplanationMetric {

    /** What is read off predictions, and what stands in the place of removed words. */
    record Scoring(ScoreFunction score, Perturbation perturbation) {

        Scoring {
            Objects.requireNonNull(score, "score");
            Objects.requireNonNull(perturbation, "perturbation");
        }
    }

    @Override
    public Plan<OptionalDouble> plan(ExplainedSegment explained) {
        if (explained.size() == 0) {
            return Plan.of(OptionalDouble.empty());
        }
        List<BitSet> removed = measure.removed().apply(explained);
        double whole = scoring.score().score(explained.prediction(), explained.label());
        return Plan.askVariants(
                removed.size(),
                change -> variants(explained, removed.get(change)),
                prediction -> scoring.score().score(prediction, explained.label()),
                (List<List<Double>> scores) -> measure.value(explained, removed, whole, means(scores)));
    }

    private List<Variant> variants(ExplainedSegment explained, BitSet removed) {
        List<Integer> positions = removed.stream().boxed().toList();
        return scoring.perturbation().variants(explained.words(), positions).stream()
                .map(explained.text().features()::with)
                .toList();
    }

    private static double[] means(List<List<Double>> scores) {
        return scores.stream().mapToDouble(PerturbationMetric::mean).toArray();
    }

    private static double mean(List<Double> scores) {
        double sum = scores.get(0);
        for (double more : scores.subList(1, scores.size())) {
            sum += more;
        }
        return sum / scores.size();
    }
}
