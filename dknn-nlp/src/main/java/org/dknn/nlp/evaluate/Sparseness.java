package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.dknn.nlp.evaluate.ExplanationMetric.Direction;

/**
 * Metrics of how few words an explanation points at. They do not judge whether it is true: a short explanation is easier to read, an
 * empty one says nothing.
 */
public final class Sparseness {

    /** Keeps the coefficient defined for an explanation without any weight, as in Quantus. */
    private static final double GINI_FLOOR = 1e-7;

    private static final double ENTROPY_FLOOR = 1e-12;

    private Sparseness() {}

    /** Every metric below. */
    public static List<ExplanationMetric> all() {
        return List.of(gini(), entropy(), emptiness());
    }

    /**
     * Gini coefficient of the absolute values, in {@code [0, 1)}: 0 where all words have the same, near 1 where one word of many
     * has all. Values are first divided by their peak, so their scale does not count.
     *
     * @see <a href="https://arxiv.org/abs/1810.06583">Chalasani et al. (2020)</a>
     */
    public static ExplanationMetric gini() {
        return metric("Gini", Direction.NEITHER, Sparseness::gini);
    }

    private static double gini(double[] magnitudes) {
        double peak = Arrays.stream(magnitudes).max().orElse(0);
        double[] sorted = Arrays.stream(magnitudes)
                .map(value -> (peak == 0 ? 0 : value / peak) + GINI_FLOOR)
                .sorted()
                .toArray();
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return weighted / (sorted.length * Arrays.stream(sorted).sum());
    }

    /**
     * Entropy in nats of the shares that the words have of the absolute values, in {@code [0, ln n]} for n words; an empty
     * explanation, which prefers no word, has {@code ln n}.
     *
     * @see <a href="https://arxiv.org/abs/2005.00631">Bhatt et al. (2020)</a>
     */
    public static ExplanationMetric entropy() {
        return metric("entropy", Direction.NEITHER, Sparseness::entropy);
    }

    private static double entropy(double[] magnitudes) {
        double sum = Arrays.stream(magnitudes).sum();
        if (sum == 0) {
            return Math.log(magnitudes.length);
        }
        double entropy = Arrays.stream(magnitudes)
                .map(value -> -value / sum * Math.log(value / sum + ENTROPY_FLOOR))
                .sum();
        // the floor makes the sum a little too small
        return Math.max(0, entropy);
    }

    /** Whether all values are 0, 1 or 0: the mean is the share of texts that an explainer does not explain. */
    public static ExplanationMetric emptiness() {
        return metric(
                "empty",
                Direction.LOWER_IS_BETTER,
                magnitudes -> Arrays.stream(magnitudes).allMatch(value -> value == 0) ? 1 : 0);
    }

    private static ExplanationMetric metric(String name, Direction direction, ToDoubleFunction<double[]> formula) {
        return ExplanationMetric.of(
                name,
                direction,
                explained -> OptionalDouble.of(formula.applyAsDouble(
                        Arrays.stream(explained.values()).map(Math::abs).toArray())));
    }
}
