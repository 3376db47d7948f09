package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Target;

/**
 * A text to evaluate explanations on, or one segment of a pair, whose other segment stays as it is.
 *
 * @param features the words that are explained
 * @param labels what people said of each of these words, if they did
 * @param target the class that is explained; the predicted one if empty
 */
public record AnnotatedText(Features features, Optional<HumanLabels> labels, Optional<Target> target) {

    /** Checks that all parts are there and that each word has a label if any has. */
    public AnnotatedText {
        Objects.requireNonNull(target, "target");
        int size = features.words().size();
        labels.ifPresent(human -> {
            if (human.size() != size) {
                throw new IllegalArgumentException(
                        "needs a human label for each of " + size + " words, got " + human.size());
            }
        });
    }

    /** A text without human labels. */
    public static AnnotatedText of(List<String> words) {
        return of(Features.of(words));
    }

    /** A text with human labels, one per word. */
    public static AnnotatedText of(List<String> words, HumanLabels labels) {
        return of(Features.of(words), labels);
    }

    /** A segment of an input, without human labels. */
    public static AnnotatedText of(Features features) {
        return new AnnotatedText(features, Optional.empty(), Optional.empty());
    }

    /** A segment of an input with human labels, one per word of the segment. */
    public static AnnotatedText of(Features features, HumanLabels labels) {
        return new AnnotatedText(features, Optional.of(labels), Optional.empty());
    }

    /** The same with another class to explain, such as the one that people gave to the text and justified by their labels. */
    public AnnotatedText withTarget(Target target) {
        return new AnnotatedText(features, labels, Optional.of(target));
    }

    /** The words that are explained. */
    public List<String> words() {
        return features.words();
    }

    /**
     * What people said of each word of a text: for or against a label ({@link #polarity}), or only that it matters
     * ({@link #rationale}).
     *
     * <p>Immutable.
     */
    public static final class HumanLabels {

        private static final int UNSIGNED = -1;

        private final double[] values;
        private final int label;

        private HumanLabels(double[] values, int label) {
            this.values = values;
            this.label = label;
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new IllegalArgumentException(
                            "human labels must be finite, got " + values[i] + " at word " + i);
                }
            }
        }

        /**
         * Signed labels. In the Stanford Sentiment Treebank that is a word's own label, 0 to 4, less 2, and {@code label} the
         * positive class.
         *
         * @param label that positive values speak for, and negative ones against
         * @param values by position, finite; 0 is neutral
         */
        public static HumanLabels polarity(int label, double... values) {
            if (label < 0) {
                throw new IllegalArgumentException("a label must be 0 or more, got " + label);
            }
            return new HumanLabels(values.clone(), label);
        }

        /** A rationale: the words that people say justify the label, whatever that is, by position. */
        public static HumanLabels rationale(boolean... marked) {
            double[] values = new double[marked.length];
            Arrays.setAll(values, i -> marked[i] ? 1 : 0);
            return new HumanLabels(values, UNSIGNED);
        }

        /** Number of words. */
        public int size() {
            return values.length;
        }

        /** Whether a word is not neutral. */
        public boolean isMarked(int position) {
            return values[position] != 0;
        }

        /** Whether a word speaks for a label; a rationale does so for every label. */
        public boolean supports(int position, int label) {
            return this.label == UNSIGNED ? isMarked(position) : signed(position, label) > 0;
        }

        /** All values, positive where they speak for a label; empty if this is a rationale, which has no sign. */
        public Optional<double[]> towards(int label) {
            if (this.label == UNSIGNED) {
                return Optional.empty();
            }
            double[] signed = new double[values.length];
            Arrays.setAll(signed, position -> signed(position, label));
            return Optional.of(signed);
        }

        private double signed(int position, int label) {
            return label == this.label ? values[position] : 0 - values[position];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof HumanLabels that && label == that.label && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(values) + label;
        }

        @Override
        public String toString() {
            return "HumanLabels[" + (label == UNSIGNED ? "rationale" : "for label " + label) + ", "
                    + Arrays.toString(values) + "]";
        }
    }
}
