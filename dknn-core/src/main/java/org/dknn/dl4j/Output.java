package org.dknn.dl4j;

import java.util.Objects;
import java.util.Optional;

/**
 * Output of a network that gives the class probabilities, and how they are read from it. Immutable.
 *
 * <p>Needed only where a network has several outputs, gives a sequence or logits, or answers several questions at once.
 * An output of two or more values that sum to 1 is read as it is, one value p in {@code [0, 1]} as (1 - p, p): class 0
 * is "no", class 1 "yes".
 */
public final class Output {

    private final Optional<String> name;
    private final Optional<Pooling> pooling;
    private final boolean logits;
    private final Optional<Integer> label;

    private Output(Optional<String> name, Optional<Pooling> pooling, boolean logits, Optional<Integer> label) {
        this.name = name;
        this.pooling = pooling;
        this.logits = logits;
        this.label = label;
    }

    /** The only output of the network. Default. */
    public static Output only() {
        return new Output(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** A layer, vertex or variable by its name; layers without a name are named by their number, from "0". */
    public static Output of(String name) {
        return new Output(Optional.of(Objects.requireNonNull(name, "name")), Optional.empty(), false, Optional.empty());
    }

    /**
     * An output that gives one distribution per time step, of which one is made: that of the last step, the mean, or
     * the largest value of each class, which are then divided by their sum.
     */
    public Output pooled(Pooling pooling) {
        return new Output(name, Optional.of(pooling), logits, label);
    }

    /** An output before its softmax, or its sigmoid if it is one value or a {@link #label}. Pooled as it is. */
    public Output logits() {
        return new Output(name, pooling, true, label);
    }

    /**
     * One question of a network that answers several by a sigmoid each: its value p is read as (1 - p, p).
     *
     * @param index of the value, from 0
     */
    public Output label(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("a label must be 0 or more, got " + index);
        }
        return new Output(name, pooling, logits, Optional.of(index));
    }

    /** Name of the layer, vertex or variable; empty for the only output. */
    public Optional<String> name() {
        return name;
    }

    /** Pooling of a sequence. */
    public Optional<Pooling> pooling() {
        return pooling;
    }

    /** Whether the values are logits. */
    public boolean isLogits() {
        return logits;
    }

    /** The only question that is read. */
    public Optional<Integer> label() {
        return label;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Output that
                && name.equals(that.name)
                && pooling.equals(that.pooling)
                && logits == that.logits
                && label.equals(that.label);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, pooling, logits, label);
    }

    @Override
    public String toString() {
        return "Output[" + name.orElse("only")
                + pooling.map(p -> ", " + p).orElse("")
                + (logits ? ", logits" : "")
                + label.map(i -> ", label " + i).orElse("")
                + "]";
    }
}
