package org.dknn.nlp.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.vector.FloatMatrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gradient of a probability along the straight way from a baseline to a text, integrated: what each word adds to the
 * difference of the two probabilities.
 *
 * <p>The values of all words sum up to that difference (completeness). The integral is taken by the midpoint rule, with twice
 * the steps until the sum is within a tolerance or the limit is reached; a gap that is left is logged, and told by {@link
 * #integrate}. The extractor's tokens must be the words, one each, with padding behind them at most.
 *
 * @param extractor of the network that is explained
 * @param baseline where the way begins
 * @param steps how finely it is walked
 * @see <a href="https://arxiv.org/abs/1703.01365">Sundararajan, Taly and Yan (2017)</a>
 */
public record IntegratedGradients(GradientExtractor<List<String>> extractor, Baseline baseline, Steps steps)
        implements Attribution {

    private static final Logger LOG = LoggerFactory.getLogger(IntegratedGradients.class);
    private static final int MAX_TOKENS = 16_384;

    /**
     * How finely a way is walked.
     *
     * @param first number of steps of the first try, at least 1
     * @param limit number of steps that is not exceeded
     * @param tolerance how far the sum may be from the difference of the probabilities, more than 0
     */
    public record Steps(int first, int limit, double tolerance) {

        /** Checks the numbers. */
        public Steps {
            if (first < 1 || limit < first || !(tolerance > 0)) {
                throw new IllegalArgumentException(
                        "needs at least 1 step, a limit of as many and a tolerance above 0, got " + first + ", " + limit
                                + " and " + tolerance);
            }
        }
    }

    /**
     * What was found.
     *
     * @param attributions of the words
     * @param gap the difference of the probabilities less the sum of all values
     * @param steps that were walked
     */
    public record Integral(Attributions attributions, double gap, int steps) {}

    /** Checks that all parts are there. */
    public IntegratedGradients {
        Objects.requireNonNull(extractor, "extractor");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(steps, "steps");
    }

    /** From zero vectors, in 32 to 512 steps, to within 0.005. */
    public static IntegratedGradients fromZero(GradientExtractor<List<String>> extractor) {
        return new IntegratedGradients(extractor, Baseline.zero(), new Steps(32, 512, 0.005));
    }

    /** From unknown words, in 32 to 512 steps, to within 0.005. */
    public static IntegratedGradients fromUnknownWords(GradientExtractor<List<String>> extractor) {
        return new IntegratedGradients(extractor, Baseline.unknownWord(), new Steps(32, 512, 0.005));
    }

    @Override
    public String name() {
        return "integrated gradients";
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<String> words = features.words();
        Integral integral = integrate(words, target);
        if (Math.abs(integral.gap()) > steps.tolerance()) {
            LOG.warn(
                    "integrated gradients of a text of {} words miss the difference of the probabilities by {}, after {} steps",
                    words.size(),
                    integral.gap(),
                    integral.steps());
        }
        return Plan.of(integral.attributions());
    }

    /** Integrates, and tells how complete the values are. */
    public Integral integrate(List<String> words, Target target) {
        FloatMatrix end = extractor.embeddings(words);
        FloatMatrix start = baseline.of(extractor, words, end);
        ClassOutput output = target.output(ClassOutput.Scale.PROBABILITY);
        FloatMatrix probabilities = extractor.probabilities(words, List.of(start, end));
        double difference = read(output, probabilities, 1) - read(output, probabilities, 0);
        for (int count = steps.first(); ; count *= 2) {
            double[] rows = walk(words, new Way(start, end, output), count);
            double gap = difference - Arrays.stream(rows).sum();
            // an int that doubles stays below a limit that is an int
            if (Math.abs(gap) <= steps.tolerance() || count > steps.limit() / 2) {
                double[] values = WordRows.values(words.size(), rows.length, row -> rows[row]);
                return new Integral(Attributions.of(name(), target, values), gap, count);
            }
        }
    }

    private record Way(FloatMatrix start, FloatMatrix end, ClassOutput output) {}

    private static double read(ClassOutput output, FloatMatrix probabilities, int row) {
        double[] values = new double[probabilities.columns()];
        Arrays.setAll(values, label -> probabilities.get(row, label));
        return output.read(values);
    }

    /** One value a token. */
    private double[] walk(List<String> words, Way way, int count) {
        double[] sums = new double[way.end().rows()];
        int together = Math.max(1, MAX_TOKENS / sums.length);
        for (int from = 0; from < count; from += together) {
            List<FloatMatrix> points = new ArrayList<>();
            for (int step = from; step < Math.min(count, from + together); step++) {
                points.add(WordRows.between(way.start(), way.end(), (step + 0.5) / count));
            }
            for (ClassGradient at : extractor.gradients(words, points, way.output())) {
                for (int row = 0; row < sums.length; row++) {
                    sums[row] += (WordRows.dot(way.end(), at.gradient(), row)
                                    - WordRows.dot(way.start(), at.gradient(), row))
                            / count;
                }
            }
        }
        return sums;
    }

    /** The embeddings of a text that says nothing, from which integrated gradients set out. Safe for use by many threads. */
    @FunctionalInterface
    public interface Baseline {

        /**
         * The embeddings of a text that says nothing, as long as a given one.
         *
         * @param extractor embeds texts
         * @param words the given text, one token each
         * @param embeddings of the given text, {@code [tokens x width]}; tokens behind the words are padding
         * @return of the same shape; rows of padding as they are
         */
        FloatMatrix of(GradientExtractor<List<String>> extractor, List<String> words, FloatMatrix embeddings);

        /** The vector of zeros in the place of every word. */
        static Baseline zero() {
            return (extractor, words, embeddings) -> FloatMatrix.copyOf(IntStream.range(0, embeddings.rows())
                    .mapToObj(row ->
                            row < Math.max(1, words.size()) ? new float[embeddings.columns()] : embeddings.row(row))
                    .toArray(float[][]::new));
        }

        /** The vector of one word, such as a mask that the network knows, in the place of every word. */
        static Baseline word(String word) {
            return (extractor, words, embeddings) ->
                    words.isEmpty() ? embeddings : extractor.embeddings(Collections.nCopies(words.size(), word));
        }

        /** The vector of unknown words in the place of every word. */
        static Baseline unknownWord() {
            return word(Perturbation.UNKNOWN_WORD);
        }
    }
}
