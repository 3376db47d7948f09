package org.dknn.index;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The neighbors of one query in several sets of rows, its groups, such as the classes of a layer: what a list of {@link Neighbors} says,
 * in few arrays however many groups there are. Immutable.
 */
public final class GroupedNeighbors {

    private final int[] ordinals;
    private final float[] distances;

    /** Where each group ends; the next one begins there. */
    private final int[] ends;

    /** Rows of each group at its last distance that are not here. */
    private final int[] others;

    /** The groups that do not count all rows. */
    private final BitSet partly;

    private GroupedNeighbors(int[] ordinals, float[] distances, int[] ends, int[] others, BitSet partly) {
        this.ordinals = ordinals;
        this.distances = distances;
        this.ends = ends;
        this.others = others;
        this.partly = partly;
    }

    /**
     * Wraps arrays of an index that compared the query with all rows; takes ownership.
     *
     * @param ordinals group by group, as {@link Neighbors#wrap} wants those of each
     * @param distances as many
     * @param ends where each group ends, never falling; the last one is the number of ordinals
     * @param others for each group as {@link Neighbors#withOthers} wants them
     */
    public static GroupedNeighbors wrap(int[] ordinals, float[] distances, int[] ends, int[] others) {
        int last = ends.length == 0 ? 0 : ends[ends.length - 1];
        if (ordinals.length != distances.length || ordinals.length != last || ends.length != others.length) {
            throw new IllegalArgumentException(
                    "needs a distance for each ordinal, and an end and a number of others for each group, got "
                            + ordinals.length + " ordinals, " + distances.length + " distances, " + ends.length
                            + " ends up to " + last + " and " + others.length + " numbers");
        }
        return new GroupedNeighbors(ordinals, distances, ends, others, new BitSet());
    }

    /** The same as a list, one entry per group. */
    public static GroupedNeighbors of(List<Neighbors> groups) {
        int size = groups.stream().mapToInt(Neighbors::size).sum();
        int[] ordinals = new int[size];
        float[] distances = new float[size];
        int[] ends = new int[groups.size()];
        int[] others = new int[ends.length];
        BitSet partly = new BitSet();
        int next = 0;
        for (int group = 0; group < ends.length; group++) {
            Neighbors one = groups.get(group);
            for (int rank = 0; rank < one.size(); rank++) {
                ordinals[next] = one.ordinal(rank);
                distances[next++] = one.distance(rank);
            }
            ends[group] = next;
            others[group] = one.others();
            partly.set(group, !one.countsAll());
        }
        return new GroupedNeighbors(ordinals, distances, ends, others, partly);
    }

    /** Number of groups. */
    public int groups() {
        return ends.length;
    }

    private int start(int group) {
        return group == 0 ? 0 : ends[group - 1];
    }

    /** The neighbors of a group. */
    public Neighbors group(int group) {
        int start = start(group);
        Neighbors found = Neighbors.wrap(
                Arrays.copyOfRange(ordinals, start, ends[group]), Arrays.copyOfRange(distances, start, ends[group]));
        return partly.get(group) ? found.withOtherCandidates(others[group]) : found.withOthers(others[group]);
    }

    /** The groups as a view, which makes the neighbors of a group when it is asked for them. */
    public List<Neighbors> asList() {
        return new AbstractList<>() {

            @Override
            public Neighbors get(int group) {
                return group(group);
            }

            @Override
            public int size() {
                return groups();
            }
        };
    }

    /**
     * The k nearest of all groups, as {@link Neighbors#nearest(List, int)} finds them.
     *
     * @param k 0 or more
     */
    public Neighbors nearest(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("k must be 0 or more, got " + k);
        }
        int[] found = new int[Math.min(k, ordinals.length)];
        float[] near = new float[found.length];
        GroupHeads heads = new GroupHeads(ordinals, distances, ends);
        for (int rank = 0; rank < found.length; rank++) {
            int place = heads.next();
            found[rank] = ordinals[place];
            near[rank] = distances[place];
        }
        Neighbors nearest = Neighbors.wrap(found, near);
        if (found.length == 0) {
            return nearest.withOthers(0);
        }
        // complete, because no group ends before the last distance
        int rows = IntStream.of(rowsAt(near[near.length - 1])).sum();
        int others = rows - nearest.rowsAtLast();
        return partly.isEmpty() ? nearest.withOthers(others) : nearest.withOtherCandidates(others);
    }

    /** {@link Neighbors#rowsAt} of each group. */
    public int[] rowsAt(float distance) {
        int[] rows = new int[ends.length];
        for (int group = 0; group < rows.length; group++) {
            int end = ends[group];
            // most groups have no row there, which their first and last say
            if (end > start(group) && distances[start(group)] <= distance && distances[end - 1] >= distance) {
                rows[group] = rowsAt(group, distance);
            }
        }
        return rows;
    }

    private int rowsAt(int group, float distance) {
        int end = ends[group];
        int last = Neighbors.end(distances, start(group), end, distance);
        int rows = last - Neighbors.end(distances, start(group), last, Math.nextDown(distance));
        return last == end && rows > 0 ? rows + others[group] : rows;
    }

    /** A copy of all distances, group by group. */
    public float[] distances() {
        return distances.clone();
    }

    /** Where each group ends in {@link #distances}; a copy. */
    public int[] ends() {
        return ends.clone();
    }

    /**
     * The same neighbors with other ordinals and among empty groups.
     *
     * @param groups for each group of the result, the group that it is, rising, or -1 for one without rows; none is left out
     * @param ordinals for each group of the result, the new ordinal of each row, rising
     */
    public GroupedNeighbors mapped(int[] groups, List<int[]> ordinals) {
        int[] mapped = new int[this.ordinals.length];
        int[] newEnds = new int[groups.length];
        int[] newOthers = new int[groups.length];
        BitSet newPartly = new BitSet();
        int next = 0;
        for (int group = 0; group < groups.length; group++) {
            int from = groups[group];
            int end = from < 0 ? next : ends[from];
            map(this.ordinals, next, end, ordinals.get(group), mapped);
            next = end;
            newEnds[group] = next;
            newOthers[group] = from < 0 ? 0 : others[from];
            newPartly.set(group, from >= 0 && partly.get(from));
        }
        return new GroupedNeighbors(mapped, distances, newEnds, newOthers, newPartly);
    }

    private static void map(int[] from, int start, int end, int[] names, int[] to) {
        for (int place = start; place < end; place++) {
            to[place] = names[from[place]];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupedNeighbors that
                && Arrays.equals(ends, that.ends)
                && Arrays.equals(others, that.others)
                && partly.equals(that.partly)
                && Arrays.equals(ordinals, that.ordinals)
                && Arrays.equals(distances, that.distances);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ordinals) + Arrays.hashCode(distances);
    }

    @Override
    public String toString() {
        return "GroupedNeighbors" + asList();
    }
}
