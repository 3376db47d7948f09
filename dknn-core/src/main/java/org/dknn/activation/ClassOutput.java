package org.dknn.activation;

import java.util.Objects;
import java.util.OptionalInt;

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
