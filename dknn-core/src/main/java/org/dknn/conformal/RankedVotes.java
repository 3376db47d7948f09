package org.dknn.conformal;

import java.util.Arrays;

/**
 * Labels and distances of the neighbors of a layer, by rank. Votes that come class by class are sorted when they are first read, as
 * most statistics are only counted and averaged. Safe for use by many threads.
 */
final class RankedVotes {

    /** The bits of a distance above, which sort as distances do, as these are not negative; below the label. */
    private final long[] votes;

    /** Written when the votes are in order, which then stay as they are. */
    private volatile boolean isSorted;

    private RankedVotes(long[] votes, boolean isSorted) {
        this.votes = votes;
        this.isSorted = isSorted;
    }

    static long vote(float distance, int label) {
        return (long) Float.floatToIntBits(distance) << 32 | label;
    }

    private static int label(long vote) {
        return (int) vote;
    }

    private static float distance(long vote) {
        return Float.intBitsToFloat((int) (vote >>> 32));
    }

    /** Votes that have their ranks already; equally near ones in any order. */
    static RankedVotes of(int[] labels, float[] distances) {
        long[] votes = new long[labels.length];
        for (int rank = 0; rank < votes.length; rank++) {
            votes[rank] = vote(distances[rank], labels[rank]);
        }
        return new RankedVotes(votes, true);
    }

    /** {@link #vote}s in any order, ranked by rising distance, then label; takes ownership. */
    static RankedVotes toSort(long... votes) {
        for (long vote : votes) {
            if (!(distance(vote) <= Float.MAX_VALUE && distance(vote) >= 0)) {
                return made(votes);
            }
        }
        return new RankedVotes(votes, false);
    }

    /** Sorts, refuses negative distances and makes infinite ones finite. */
    private static RankedVotes made(long... votes) {
        Arrays.sort(votes);
        for (int rank = 0; rank < votes.length; rank++) {
            requireDistance(distance(votes[rank]), rank);
            votes[rank] = vote(LayerStatistics.finite(distance(votes[rank])), label(votes[rank]));
        }
        return new RankedVotes(votes, true);
    }

    static void requireDistance(float distance, int rank) {
        if (!(distance >= 0)) {
            throw new IllegalArgumentException("distances must be 0 or more, got " + distance + " at rank " + rank);
        }
    }

    private long[] sorted() {
        if (!isSorted) {
            sort();
        }
        return votes;
    }

    private synchronized void sort() {
        if (!isSorted) {
            Arrays.sort(votes);
            isSorted = true;
        }
    }

    int size() {
        return votes.length;
    }

    int label(int rank) {
        return label(sorted()[rank]);
    }

    float distance(int rank) {
        return distance(sorted()[rank]);
    }

    /** Number of votes of each label. */
    LabelVotes count(int labels) {
        int[] counts = new int[labels];
        for (long vote : votes) {
            counts[label(vote)]++;
        }
        return LabelVotes.of(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RankedVotes that && Arrays.equals(sorted(), that.sorted());
    }

    /** Of the labels alone, as {@link Arrays#hashCode(int[])} has it. */
    @Override
    public int hashCode() {
        int hash = 1;
        for (long vote : sorted()) {
            hash = 31 * hash + label(vote);
        }
        return hash;
    }
}
