package org.dknn.activation;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One number of a network's output: what it says for a class, or for a class rather than another one.
 *
 * @param scale what is read off the output
 * @param label the class
 * @param rival the class whose number is taken away, another one than {@code label}
 */
public record ClassOutput(Scale scale, int label, OptionalInt rival) {

    /** What is read off the output of a network. */
    public enum Scale {
        /** The softmax output, in {@code [0, 1]}. */
        PROBABILITY,

        /** What goes into the softmax; any number. */
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

    /** The number of this class less that of another one. */
    public ClassOutput ratherThan(int rival) {
        return new ClassOutput(scale, label, OptionalInt.of(rival));
    }

    /**
     * The number, read off an output.
     *
     * @param values of the classes, in this scale
     */
    public double read(double... values) {
        return values[label] - (rival.isPresent() ? values[rival.getAsInt()] : 0);
    }
}
