package org.dknn.nlp.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Predictor;

/**
 * Max-sensitivity: the largest relative change of an explanation when one word of the text is replaced by another one. What is
 * perturbed is words, not embeddings, so any scorer of any model can be judged.
 *
 * <p>The Euclidean norm of the change by that of the explanation, or by 1 if that is 0, at its largest over those changed texts
 * that are still predicted as the explained label; without meaning where none is. Explains every changed text anew.
 *
 * @param substitutes words to put in, for example those of the evaluated texts
 * @param samples changed texts, at least 1
 * @param seed of the places and the words, together with the text
 * @see <a href="https://arxiv.org/abs/1901.09392">Yeh et al. (2019)</a>
 */
public record Sensitivity(List<String> substitutes, int samples, long seed) implements ExplanationMetric {

    /** Copies the list and checks that there is something to do. */
    public Sensitivity {
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
    public List<List<String>> variants(ExplainedText explained) {
        if (explained.size() == 0) {
            return List.of();
        }
        SplittableRandom random = TextRandom.of(seed, explained.words());
        List<List<String>> variants = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            List<String> changed = new ArrayList<>(explained.words());
            changed.set(random.nextInt(changed.size()), substitutes.get(random.nextInt(substitutes.size())));
            variants.add(List.copyOf(changed));
        }
        return variants;
    }

    @Override
    public OptionalDouble value(ExplainedText explained, Predictor predictor) {
        List<List<String>> variants = variants(explained);
        List<Prediction> predictions = predictor.predictAll(variants);
        double norm = norm(explained.saliency().values());
        return IntStream.range(0, variants.size())
                .filter(i -> predictions.get(i).label() == explained.label())
                .mapToObj(i -> explained.scorer().score(variants.get(i), predictions.get(i), predictor))
                .mapToDouble(changed -> distance(explained.saliency(), changed) / (norm == 0 ? 1 : norm))
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
