package org.dknn;

import org.dknn.index.GroupedNeighbors;

/** The distance of the k-th nearest of all rows of several groups, found without merging few groups. */
final class KthDistance {

    /** With more groups, merging is faster: each step here looks at all of them. */
    private static final int FEW = 4;

    private final float[] distances;
    private final int[] ends;

    /** Of each group, its first row that was not counted. */
    private final int[] next;

    private KthDistance(float[] distances, int... ends) {
        this.distances = distances;
        this.ends = ends;
        this.next = new int[ends.length];
        System.arraycopy(ends, 0, next, 1, ends.length - 1);
    }

    /**
     * The k-th distance of all.
     *
     * @param k at least 1 and at most the number of neighbors
     */
    static float of(GroupedNeighbors groups, int k, float[] distances, int... ends) {
        return ends.length <= FEW
                ? ofFew(k, distances, ends)
                : groups.nearest(k).distance(k - 1);
    }

    /** By the distances of all groups, and where those of each end. */
    static float ofFew(int k, float[] distances, int... ends) {
        KthDistance search = new KthDistance(distances, ends);
        for (int left = k; left > 0; ) {
            left -= search.count(left);
        }
        return search.farthest();
    }

    /**
     * Counts the nearest rows of one group, as many as are surely among the nearest that are left, and returns their number: if each
     * group offers an equal part of them, those of the group whose last one is nearest are.
     */
    private int count(int left) {
        int part = Math.max(1, left / open());
        int nearest = -1;
        int best = 0;
        for (int group = 0; group < ends.length; group++) {
            int last = Math.min(ends[group], next[group] + part) - 1;
            if (last >= next[group] && (nearest < 0 || distances[last] < distances[nearest])) {
                nearest = last;
                best = group;
            }
        }
        int counted = nearest + 1 - next[best];
        next[best] = nearest + 1;
        return counted;
    }

    /** Number of groups with rows that were not counted. */
    private int open() {
        int open = 0;
        for (int group = 0; group < ends.length; group++) {
            open += next[group] < ends[group] ? 1 : 0;
        }
        return open;
    }

    private float farthest() {
        float farthest = Float.NEGATIVE_INFINITY;
        for (int group = 0; group < ends.length; group++) {
            if (next[group] > (group == 0 ? 0 : ends[group - 1])) {
                farthest = Math.max(farthest, distances[next[group] - 1]);
            }
        }
        return farthest;
    }
}
