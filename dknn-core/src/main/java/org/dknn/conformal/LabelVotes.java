package org.dknn.conformal;

import java.util.Arrays;

/**
 * Number of neighbors with each label, over one layer or all layers.
 *
 * <p>Labels are numbered from 0. Immutable.
 *
 * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Algorithm 1</a>
 */
public final class LabelVotes {

    private final int[] counts;
    private final int total;

    private LabelVotes(int[] counts) {
        if (counts.length == 0) {
            throw new IllegalArgumentException("votes need at least one label, got none");
        }
        long sum = 0;
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] < 0) {
                throw new IllegalArgumentException(
                        "votes must be 0 or more, got " + counts[label] + " for label " + label);
            }
            sum += counts[label];
        }
        if (sum > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(tooMany(sum));
        }
        if (sum == 0) {
            throw new IllegalArgumentException("votes need at least one neighbor, got none");
        }
        this.counts = counts;
        this.total = (int) sum;
    }

    private static String tooMany(long votes) {
        return "votes must sum to at most " + Integer.MAX_VALUE + ", got " + votes + "; use fewer neighbors or layers";
    }

    /** Votes by label; at least one label, none negative, not all zero. */
    public static LabelVotes of(int... counts) {
        return new LabelVotes(counts.clone());
    }

    /** Number of labels. */
    public int labels() {
        return counts.length;
    }

    /** Total number of votes: k for one layer, {@code k * layers} for all. */
    public int total() {
        return total;
    }

    /** Neighbors with this label, in {@code 0..total}. */
    public int count(int label) {
        return counts[label];
    }

    /** Neighbors with another label, in {@code 0..total}: alpha(z, label) of Algorithm 1. */
    public int nonconformity(int label) {
        return total - counts[label];
    }

    /**
     * Share of the neighbors that carry this label, in {@code [0, 1]}.
     *
     * @see <a href="https://arxiv.org/abs/1809.02847">Wallace, Feng and Boyd-Graber (2018)</a>
     */
    public double conformity(int label) {
        return (double) counts[label] / total;
    }

    /** Sum of these votes and others, such as those of several layers. */
    public LabelVotes plus(LabelVotes other) {
        if (other.counts.length != counts.length) {
            throw new IllegalArgumentException(
                    "votes must be over " + counts.length + " labels, got " + other.counts.length);
        }
        if ((long) total + other.total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(tooMany((long) total + other.total));
        }
        int[] sum = counts.clone();
        Arrays.setAll(sum, label -> counts[label] + other.counts[label]);
        return new LabelVotes(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelVotes that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "LabelVotes" + Arrays.toString(counts);
    }
}
