package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an audit says of the label of each reference example; saved with a classifier, so that the examples it shows carry their own
 * check. Immutable.
 */
public final class LabelChecks {

    /** Share of the reference examples that are marked at most: those whose labels are the most suspect. */
    public static final double MARKED = 0.05;

    private final int size;
    private final int[] ordinals;
    private final int[] proposed;
    private final Map<Integer, Integer> ranks;

    private LabelChecks(int size, int[] ordinals, int[] proposed) {
        if (ordinals.length != proposed.length || ordinals.length > size) {
            throw new IllegalArgumentException("needs a proposed label for each of at most " + size
                    + " suspect examples, got " + ordinals.length + " and " + proposed.length);
        }
        this.size = size;
        this.ordinals = ordinals;
        this.proposed = proposed;
        this.ranks = new HashMap<>();
        for (int rank = 0; rank < ordinals.length; rank++) {
            if (ordinals[rank] < 0 || ordinals[rank] >= size || ranks.put(ordinals[rank], rank) != null) {
                throw new IllegalArgumentException(
                        "needs different ordinals in 0.." + (size - 1) + ", got " + ordinals[rank] + " at " + rank);
            }
        }
    }

    /**
     * The checks of an audit.
     *
     * @param size number of reference examples
     * @param ordinals of the examples for which another label was found to fit better, the most suspect first
     * @param proposed the label that fits better, for each of these
     */
    public static LabelChecks of(int size, int[] ordinals, int[] proposed) {
        return new LabelChecks(size, ordinals.clone(), proposed.clone());
    }

    /** Of examples that were not checked. */
    public static LabelChecks none() {
        return new LabelChecks(0, new int[0], new int[0]);
    }

    /** Number of reference examples that were checked; 0 if there was no audit. */
    public int size() {
        return size;
    }

    /**
     * How suspect the label of an example is, in {@code [0, 1]}: the share of all examples that are less suspect, itself included; 0 if
     * no other label fits better, or it was not checked.
     */
    public double suspicion(int ordinal) {
        Integer rank = ranks.get(ordinal);
        return rank == null ? 0 : 1 - (double) rank / size;
    }

    /** The label that its neighbors say, if an example is among the {@link #MARKED} most suspect share of all. */
    public OptionalInt proposed(int ordinal) {
        Integer rank = ranks.get(ordinal);
        return rank == null || rank >= MARKED * size ? OptionalInt.empty() : OptionalInt.of(proposed[rank]);
    }

    void requireLabels(int classes) {
        for (int label : proposed) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("proposed labels must be in 0.." + (classes - 1) + ", got " + label);
            }
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(size);
        out.writeInt(ordinals.length);
        for (int rank = 0; rank < ordinals.length; rank++) {
            out.writeInt(ordinals[rank]);
            out.writeInt(proposed[rank]);
        }
    }

    static LabelChecks read(DataInputStream in) throws IOException {
        int size = in.readInt();
        int count = in.readInt();
        if (count < 0 || count > size) {
            throw new IllegalArgumentException("needs at most " + size + " suspect examples, got " + count);
        }
        int[] ordinals = new int[count];
        int[] proposed = new int[count];
        for (int rank = 0; rank < count; rank++) {
            ordinals[rank] = in.readInt();
            proposed[rank] = in.readInt();
        }
        return new LabelChecks(size, ordinals, proposed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelChecks that
                && size == that.size
                && Arrays.equals(ordinals, that.ordinals)
                && Arrays.equals(proposed, that.proposed);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ordinals) + Arrays.hashCode(proposed);
    }

    @Override
    public String toString() {
        return "LabelChecks[" + ordinals.length + " suspect of " + size + "]";
    }
}
