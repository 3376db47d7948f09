package org.dknn.nlp.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Target;

/**
 * A text to evaluate explanations on, or one segment of a pair, whose other segment stays as it is.
 *
 * @param features the words that are explained
 * @param labels what people said of each of these words, if they did
 * @param target the class that is explained; chosen by the evaluation if empty
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

    /**
     * The same with a class to explain whatever the {@linkplain Evaluation.Builder#target evaluation} explains, such as the one that
     * people gave to the text and justified by their labels.
     */
    public AnnotatedText withTarget(Target target) {
        return new AnnotatedText(features, labels, Optional.of(target));
    }

    /** The words that are explained. */
    public List<String> words() {
        return features.words();
    }

    /**
     * What people said of each word of a text: for or against a label ({@link #polarity}), that it justifies certain labels ({@link
     * #rationales}), or only that it matters ({@link #rationale}).
     *
     * <p>Immutable.
     */
    public static final class HumanLabels {

        private final int size;

        /** What is said of the words for a label, positive if they speak for it. */
        private final Map<Integer, double[]> byLabel;

        private final Kind kind;

        private enum Kind {
            /** For one label; of opposite sign for all others. */
            POLARITY,
            /** Words that justify certain labels. */
            RATIONALES,
            /** Words that justify any label, without signs. */
            RATIONALE
        }

        private HumanLabels(int size, Map<Integer, double[]> byLabel, Kind kind) {
            this.size = size;
            this.byLabel = byLabel;
            this.kind = kind;
            byLabel.forEach((label, values) -> {
                if (label < 0) {
                    throw new IllegalArgumentException("a label must be 0 or more, got " + label);
                }
                for (int i = 0; i < values.length; i++) {
                    if (!Double.isFinite(values[i])) {
                        throw new IllegalArgumentException(
                                "human labels must be finite, got " + values[i] + " at word " + i);
                    }
                }
            });
        }

        /**
         * Signed labels. In the Stanford Sentiment Treebank that is a word's own label, 0 to 4, less 2, and {@code label} the
         * positive class.
         *
         * @param label that positive values speak for, and negative ones against
         * @param values by position, finite; 0 is neutral
         */
        public static HumanLabels polarity(int label, double... values) {
            return new HumanLabels(values.length, Map.of(label, values.clone()), Kind.POLARITY);
        }

        /** A rationale: the words that people say justify the label, whatever that is, by position. */
        public static HumanLabels rationale(boolean... marked) {
            return new HumanLabels(marked.length, Map.of(0, numbers(marked)), Kind.RATIONALE);
        }

        /**
         * Rationales of labels: the words that people say justify each. A word that justifies others, but not a label, speaks against
         * it. A label without a rationale is justified by no word.
         *
         * @param marked by label and position; at least one label, all of the same number of words
         */
        public static HumanLabels rationales(Map<Integer, boolean[]> marked) {
            Map<Integer, double[]> values = new TreeMap<>();
            marked.forEach((label, words) -> values.put(label, numbers(words)));
            List<Integer> sizes = values.values().stream()
                    .map(words -> words.length)
                    .distinct()
                    .toList();
            if (sizes.size() != 1) {
                throw new IllegalArgumentException(
                        "needs rationales of at least one label, all of as many words, got these numbers: " + sizes);
            }
            return new HumanLabels(sizes.get(0), values, Kind.RATIONALES);
        }

        private static double[] numbers(boolean[] marked) {
            double[] values = new double[marked.length];
            Arrays.setAll(values, i -> marked[i] ? 1 : 0);
            return values;
        }

        /** Number of words. */
        public int size() {
            return size;
        }

        /** Whether a word is not neutral, whichever label it speaks for or against. */
        public boolean isMarked(int position) {
            return byLabel.values().stream().anyMatch(values -> values[position] != 0);
        }

        /** Whether a word speaks for a label; a {@link #rationale} does so for every label. */
        public boolean supports(int position, int label) {
            return kind == Kind.RATIONALE ? isMarked(position) : signed(position, label) > 0;
        }

        /** All values, positive where they speak for a label; empty if this is a {@link #rationale}, which has no sign. */
        public Optional<double[]> towards(int label) {
            if (kind == Kind.RATIONALE) {
                return Optional.empty();
            }
            double[] signed = new double[size];
            Arrays.setAll(signed, position -> signed(position, label));
            return Optional.of(signed);
        }

        /** How much is said of each word, whatever for: 0 or more. */
        public double[] magnitudes() {
            double[] magnitudes = new double[size];
            for (double[] values : byLabel.values()) {
                Arrays.setAll(magnitudes, i -> Math.max(magnitudes[i], Math.abs(values[i])));
            }
            return magnitudes;
        }

        private double signed(int position, int label) {
            double[] own = byLabel.get(label);
            if (own != null && (own[position] != 0 || kind == Kind.POLARITY)) {
                return own[position];
            }
            double others = 0;
            for (double[] values : byLabel.values()) {
                others = Math.abs(values[position]) > Math.abs(others) ? values[position] : others;
            }
            return 0 - others;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof HumanLabels that
                    && kind == that.kind
                    && byLabel.keySet().equals(that.byLabel.keySet())
                    && byLabel.keySet().stream()
                            .allMatch(label -> Arrays.equals(byLabel.get(label), that.byLabel.get(label)));
        }

        @Override
        public int hashCode() {
            int hash = kind.name().hashCode();
            for (Map.Entry<Integer, double[]> entry : byLabel.entrySet()) {
                hash += entry.getKey() ^ Arrays.hashCode(entry.getValue());
            }
            return hash;
        }

        @Override
        public String toString() {
            String values = byLabel.entrySet().stream()
                    .map(entry -> "for label " + entry.getKey() + ", " + Arrays.toString(entry.getValue()))
                    .collect(Collectors.joining("; "));
            return "HumanLabels[" + (kind == Kind.RATIONALE ? "rationale, " + Arrays.toString(magnitudes()) : values)
                    + "]";
        }
    }
}
