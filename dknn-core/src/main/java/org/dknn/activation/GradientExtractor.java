package org.dknn.activation;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.dknn.vector.FloatMatrix;

/**
 * Access to a network behind its embedding: the vectors of an input, the output for other vectors in their place, and
 * its gradients.
 *
 * <p>Dropout and noise are off, as in prediction. Results do not depend on other inputs of a call, up to rounding.
 * Implementations are safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public interface GradientExtractor<I> {

    /** Number of classes of the output. */
    int classes();

    /**
     * The vectors of an input's tokens as the network reads them, padded and cut off as by its encoder. The texts of an
     * input follow each other.
     *
     * @return {@code [tokens x width]}
     * @throws IllegalArgumentException if the input cannot be read
     */
    FloatMatrix embeddings(I input);

    /**
     * How many rows of {@link #embeddings} belong to each text of an input: one number for a text, two for a pair.
     * Default: one text.
     *
     * @throws IllegalArgumentException if the input cannot be read
     */
    default List<Integer> lengths(I input) {
        return List.of(embeddings(input).rows());
    }

    /**
     * Runs the network with other vectors in place of an input's embeddings.
     *
     * @param input provides the lengths and any other inputs of the network
     * @param embeddings any number, each of the shape of {@link #embeddings}
     * @return the class probabilities, {@code [embeddings x classes]}
     * @throws IllegalArgumentException if a shape is wrong
     */
    FloatMatrix probabilities(I input, List<FloatMatrix> embeddings);

    /**
     * Runs the network as {@link #probabilities} does, then backwards.
     *
     * @param output the output to differentiate
     * @return one gradient per element of {@code embeddings}, in their order
     * @throws IllegalArgumentException if a shape is wrong, there is no such class, or a gradient is not finite
     */
    List<ClassGradient> gradients(I input, List<FloatMatrix> embeddings, ClassOutput output);

    /**
     * Runs the network as {@link #gradients} does, up to selected layers and the logits, then backwards from all of them in one pass.
     * Default: throws.
     *
     * @param embeddings of the shape of {@link #embeddings}
     * @param score what to differentiate
     * @return the score and its gradient
     * @throws IllegalArgumentException if a shape is wrong, there is no such layer, it has more than one vector, or a gradient is not finite
     * @throws UnsupportedOperationException if the layers of this network cannot be reached
     */
    default ClassGradient gradient(I input, FloatMatrix embeddings, LayerScore score) {
        throw new UnsupportedOperationException(
                "needs gradients by layers, which " + getClass().getSimpleName() + " does not give; use gradients()");
    }

    /** A score of one input, computed from the activations of selected layers and the logits. */
    interface LayerScore {

        /** Names of the layers that it reads, all different. */
        List<String> layers();

        /**
         * The score and its derivatives.
         *
         * @param layers {@code [1 x width]} each, in their order
         * @param logits {@code [1 x classes]}
         */
        Slopes slopes(List<FloatMatrix> layers, FloatMatrix logits);
    }

    /**
     * A score and its derivatives by activations and logits.
     *
     * @param score the number
     * @param layers derivatives by each layer, {@code [1 x width]}
     * @param logits derivatives by the logits, {@code [1 x classes]}
     */
    record Slopes(double score, List<FloatMatrix> layers, FloatMatrix logits) {

        /** Copies the list. */
        public Slopes {
            layers = List.copyOf(layers);
        }
    }

    /**
     * Value of one output of a network and its gradient.
     *
     * @param value value of the output
     * @param gradient derivative by each entry of the embedding, {@code [tokens x width]}, finite
     */
    public record ClassGradient(double value, FloatMatrix gradient) {

        /**
         * Checks that all values are finite.
         *
         * @throws IllegalArgumentException if a value is not finite
         */
        public ClassGradient {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("the output of the network must be finite, got " + value);
            }
            gradient.requireFinite("gradients of the embedding");
        }
    }

    /**
     * Output of a network for a class, or the difference between the outputs for two classes.
     *
     * @param scale scale of the output
     * @param label the class
     * @param rival the class whose output is subtracted; differs from {@code label}
     */
    public record ClassOutput(Scale scale, int label, OptionalInt rival) {

        /** Scale of a network's output. */
        public enum Scale {
            /** The softmax output, in {@code [0, 1]}. */
            PROBABILITY,

            /** The input of the softmax; any number. */
            LOGIT
        }

        /** Checks that the labels are not negative and differ. */
        public ClassOutput {
            Objects.requireNonNull(scale, "scale");
            if (label < 0 || rival.orElse(0) < 0 || rival.equals(OptionalInt.of(label))) {
                throw new IllegalArgumentException(
                        "needs a label, and a rival that is another one, got " + label + " and " + rival);
            }
        }

        /** The network's probability of a class. */
        public static ClassOutput probability(int label) {
            return new ClassOutput(Scale.PROBABILITY, label, OptionalInt.empty());
        }

        /** The network's logit of a class. */
        public static ClassOutput logit(int label) {
            return new ClassOutput(Scale.LOGIT, label, OptionalInt.empty());
        }

        /** The output for this class minus that for another. */
        public ClassOutput ratherThan(int rival) {
            return new ClassOutput(scale, label, OptionalInt.of(rival));
        }

        /**
         * The value of this output.
         *
         * @param values of the classes, in this scale
         */
        public double read(double... values) {
            return values[label] - (rival.isPresent() ? values[rival.getAsInt()] : 0);
        }
    }
}
