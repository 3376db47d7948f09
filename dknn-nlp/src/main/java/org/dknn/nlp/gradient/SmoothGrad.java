package org.dknn.nlp.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.internal.TextSeed;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.gradient.GradientAttribution.GradientReading;
import org.dknn.vector.FloatMatrix;

/**
 * The mean gradient of a probability over embeddings with noise on them, which takes out much of what is due to the exact
 * point. The draws depend on the seed and the text alone.
 *
 * <p>The extractor's tokens must be the words, one each, with padding behind them at most.
 *
 * @param extractor of the network that is explained
 * @param reading how the mean gradient becomes a number
 * @param noise the draws
 * @see <a href="https://arxiv.org/abs/1706.03825">Smilkov et al. (2017)</a>
 */
public record SmoothGrad(GradientExtractor<List<String>> extractor, GradientReading reading, Noise noise)
        implements Attribution {

    /**
     * Gaussian noise on embeddings.
     *
     * @param samples number of draws, at least 1
     * @param share of the range of a text's embeddings, largest less smallest entry, that is one standard deviation; 0 is no
     *     noise, 0.1 to 0.2 is usual
     * @param seed of the draws
     */
    public record Noise(int samples, double share, long seed) {

        /** Checks the numbers. */
        public Noise {
            if (samples < 1 || !(share >= 0 && share < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "needs at least 1 sample and a share of 0 or more, got " + samples + " and " + share);
            }
        }
    }

    /** Checks that all parts are there. */
    public SmoothGrad {
        Objects.requireNonNull(extractor, "extractor");
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(noise, "noise");
    }

    /** Fifty draws with a standard deviation of 0.15 of the range, times the embedding. */
    public static SmoothGrad timesInput(GradientExtractor<List<String>> extractor, long seed) {
        return new SmoothGrad(extractor, GradientReading.TIMES_INPUT, new Noise(50, 0.15, seed));
    }

    @Override
    public String name() {
        return reading == GradientReading.TIMES_INPUT ? "SmoothGrad x input" : "SmoothGrad";
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<String> words = features.words();
        FloatMatrix embeddings = extractor.embeddings(words);
        ClassOutput output = target.output(ClassOutput.Scale.PROBABILITY);
        List<FloatMatrix> gradients = extractor.gradients(words, draws(words, embeddings), output).stream()
                .map(ClassGradient::gradient)
                .toList();
        FloatMatrix mean = WordRows.mean(gradients);
        double[] values = WordRows.values(words.size(), embeddings.rows(), row -> reading.read(embeddings, mean, row));
        return Plan.of(Attributions.of(name(), target, values));
    }

    private List<FloatMatrix> draws(List<String> words, FloatMatrix embeddings) {
        Random random = new Random(TextSeed.of(noise.seed(), words));
        // padding is no word and stays as it is
        int noisy = Math.min(words.size(), embeddings.rows());
        double deviation = noise.share() * range(embeddings, noisy);
        List<FloatMatrix> draws = new ArrayList<>();
        for (int sample = 0; sample < noise.samples(); sample++) {
            float[][] rows = new float[embeddings.rows()][];
            Arrays.setAll(rows, embeddings::row);
            for (int row = 0; row < noisy; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    rows[row][column] += (float) (deviation * random.nextGaussian());
                }
            }
            draws.add(FloatMatrix.copyOf(rows));
        }
        return draws;
    }

    private static double range(FloatMatrix matrix, int rows) {
        double smallest = rows == 0 ? 0 : Double.POSITIVE_INFINITY;
        double largest = rows == 0 ? 0 : Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows; row++) {
            for (float value : matrix.row(row)) {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
        return largest - smallest;
    }
}
