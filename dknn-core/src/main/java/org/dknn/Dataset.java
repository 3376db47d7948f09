package org.dknn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Labelled inputs. Immutable if the inputs are.
 *
 * @param <I> type of the inputs
 */
public final class Dataset<I> {

    private final List<I> inputs;
    private final int[] labels;
    private final LabelSet labelSet;

    private Dataset(List<I> inputs, int[] labels, LabelSet labelSet) {
        if (inputs.size() != labels.length) {
            throw new IllegalArgumentException(
                    "needs a label for each input, got " + inputs.size() + " inputs and " + labels.length + " labels");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= labelSet.size()) {
                throw new IllegalArgumentException("labels must be in 0.." + (labelSet.size() - 1) + " for the classes "
                        + labelSet.names() + ", got " + labels[i] + " at " + i);
            }
        }
        this.inputs = inputs;
        this.labels = labels;
        this.labelSet = labelSet;
    }

    /**
     * A data set of copies of a list and an array.
     *
     * @param inputs any number, without null
     * @param labels as many, each in {@code 0..labelSet.size() - 1}
     */
    public static <I> Dataset<I> of(List<I> inputs, int[] labels, LabelSet labelSet) {
        return new Dataset<>(List.copyOf(inputs), labels.clone(), labelSet);
    }

    /** A data set of an unmodifiable list without null and an array, of which it takes ownership. */
    static <I> Dataset<I> wrap(List<I> inputs, int[] labels, LabelSet labelSet) {
        return new Dataset<>(inputs, labels, labelSet);
    }

    /** Number of examples. */
    public int size() {
        return labels.length;
    }

    /** All inputs, unmodifiable. */
    public List<I> inputs() {
        return inputs;
    }

    /** Label of an example. */
    public int label(int ordinal) {
        return labels[ordinal];
    }

    /** A copy of all labels. */
    public int[] labels() {
        return labels.clone();
    }

    /** The classes. */
    public LabelSet labelSet() {
        return labelSet;
    }

    /**
     * This data set, if it has the given classes.
     *
     * @throws IllegalArgumentException if it has others
     */
    public Dataset<I> requireClasses(LabelSet classes) {
        if (!labelSet.equals(classes)) {
            throw new IllegalArgumentException(
                    "the examples must have the classes " + classes.names() + ", got " + labelSet.names());
        }
        return this;
    }

    /** The examples of the given ordinals, in their order. */
    public Dataset<I> select(int... ordinals) {
        List<I> chosen = new ArrayList<>(ordinals.length);
        int[] theirs = new int[ordinals.length];
        for (int i = 0; i < ordinals.length; i++) {
            chosen.add(inputs.get(ordinals[i]));
            theirs[i] = labels[ordinals[i]];
        }
        return new Dataset<>(List.copyOf(chosen), theirs, labelSet);
    }

    /**
     * Inputs that occur with different labels, by falling number of examples, then by first occurrence. Inputs are compared
     * by {@code equals}.
     */
    public List<Contradiction<I>> contradictions() {
        return ContradictionSearch.of(this);
    }

    /**
     * Input that occurs with different labels.
     *
     * @param input that several examples have
     * @param counts number of these examples per label, in the order of the classes; at least two are above 0
     * @param <I> type of the inputs
     */
    public record Contradiction<I>(I input, List<Integer> counts) {

        /** Copies the list. */
        public Contradiction {
            counts = List.copyOf(counts);
        }

        /** Number of examples with the input. */
        public int size() {
            return counts.stream().mapToInt(Integer::intValue).sum();
        }

        /** Its examples by label, such as {@code "neg" 100 times, "pos" 200 times}. */
        public String labels(LabelSet labelSet) {
            return IntStream.range(0, counts.size())
                    .filter(label -> counts.get(label) > 0)
                    .mapToObj(label -> "\"" + labelSet.name(label) + "\" " + times(counts.get(label)))
                    .collect(Collectors.joining(", "));
        }

        private static String times(int count) {
            return count == 1 ? "once" : count + " times";
        }
    }

    /**
     * Two parts of a data set without common examples.
     *
     * @param kept the remaining examples
     * @param heldOut the drawn examples, for calibration
     * @param <I> type of the inputs
     */
    public record Split<I>(Dataset<I> kept, Dataset<I> heldOut) {}

    /**
     * Splits off randomly drawn examples. Both parts keep the order of this data set, and which are drawn depends on it.
     *
     * @param count how many, in {@code 0..size}
     * @param seed the same seed draws the same examples
     */
    public Split<I> holdOut(int count, long seed) {
        if (count < 0 || count > size()) {
            throw new IllegalArgumentException("can hold out 0.." + size() + " examples, got " + count);
        }
        List<Integer> order = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        int[] heldOut =
                order.subList(0, count).stream().mapToInt(i -> i).sorted().toArray();
        int[] kept =
                order.subList(count, size()).stream().mapToInt(i -> i).sorted().toArray();
        return new Split<>(select(kept), select(heldOut));
    }

    @Override
    public String toString() {
        return "Dataset[" + size() + " examples of " + labelSet.names() + "]";
    }
}
