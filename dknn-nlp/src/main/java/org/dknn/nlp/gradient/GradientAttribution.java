package org.dknn.nlp.gradient;

import java.util.List;
import java.util.Objects;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.vector.FloatMatrix;

/**
 * How a class of the network changes with the embedding of each word. Knows nothing of neighbors. The plan asks for
 * no changed text: making it takes one pass through the network and back.
 *
 * <p>The extractor's tokens must be the words, one each, with padding behind them at most.
 *
 * @param name of the method, for people
 * @param extractor of the network that is explained
 * @param reading how a gradient becomes a number
 * @param scale what the gradient is taken of
 */
public record GradientAttribution(
        String name, GradientExtractor<List<String>> extractor, GradientReading reading, ClassOutput.Scale scale)
        implements Attribution {

    /** Checks that all parts are there. */
    public GradientAttribution {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(extractor, "extractor");
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(scale, "scale");
    }

    /** The length of the gradient of the probability; never negative. */
    public static GradientAttribution norm(GradientExtractor<List<String>> extractor) {
        return of("gradient", extractor, GradientReading.NORM);
    }

    /** The length of the gradient of the probability, negative where the embedding points against it. */
    public static GradientAttribution signedNorm(GradientExtractor<List<String>> extractor) {
        return of("signed gradient", extractor, GradientReading.SIGNED_NORM);
    }

    /** The gradient of the probability times the embedding. */
    public static GradientAttribution timesInput(GradientExtractor<List<String>> extractor) {
        return of("gradient x input", extractor, GradientReading.TIMES_INPUT);
    }

    private static GradientAttribution of(
            String name, GradientExtractor<List<String>> extractor, GradientReading reading) {
        return new GradientAttribution(name, extractor, reading, ClassOutput.Scale.PROBABILITY);
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<String> words = features.words();
        FloatMatrix embeddings = extractor.embeddings(words);
        FloatMatrix gradient = extractor
                .gradients(words, List.of(embeddings), target.output(scale))
                .get(0)
                .gradient();
        double[] values =
                WordRows.values(words.size(), embeddings.rows(), row -> reading.read(embeddings, gradient, row));
        return Plan.of(Attributions.of(name, target, values));
    }

    /** How the gradient of a class with respect to the embedding of a word becomes one number. */
    public enum GradientReading {
        /**
         * The length of the gradient: how much the class depends on the word, never negative, so it does not tell for from
         * against.
         *
         * @see <a href="https://arxiv.org/abs/1312.6034">Simonyan, Vedaldi and Zisserman (2014)</a>
         */
        NORM {
            @Override
            double read(FloatMatrix embeddings, FloatMatrix gradient, int row) {
                return WordRows.norm(gradient, row);
            }
        },

        /** The length of the gradient, with the sign of {@link #TIMES_INPUT}. */
        SIGNED_NORM {
            @Override
            double read(FloatMatrix embeddings, FloatMatrix gradient, int row) {
                return Math.signum(WordRows.dot(embeddings, gradient, row)) * WordRows.norm(gradient, row);
            }
        },

        /**
         * The product of gradient and embedding: what the class would lose if the embedding went to zero and the network were
         * linear. With the sign that speaks for the class: the authors of the paper take it of the loss and so have it the other
         * way round.
         */
        TIMES_INPUT {
            @Override
            double read(FloatMatrix embeddings, FloatMatrix gradient, int row) {
                return WordRows.dot(embeddings, gradient, row);
            }
        };

        /** The number of one word. */
        abstract double read(FloatMatrix embeddings, FloatMatrix gradient, int row);
    }
}
