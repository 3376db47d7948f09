package org.dknn.index;

import java.util.List;

/** The nearest of several lists of neighbors that have no row in common. */
final class MergedNeighbors {

    private MergedNeighbors() {}

    /** See {@link Neighbors#nearest}. */
    static Neighbors nearest(List<Neighbors> lists, int k) {
        int count = Math.min(k, lists.stream().mapToInt(Neighbors::size).sum());
        int[] ordinals = new int[count];
        float[] distances = new float[count];
        int[] next = new int[lists.size()];
        for (int rank = 0; rank < count; rank++) {
            int list = nearestHead(lists, next);
            ordinals[rank] = lists.get(list).ordinal(next[list]);
            distances[rank] = lists.get(list).distance(next[list]++);
        }
        return counted(Neighbors.wrap(ordinals, distances), lists);
    }

    /** With the rows of all lists at the last distance; complete, because none of the lists ends before it. */
    private static Neighbors counted(Neighbors nearest, List<Neighbors> lists) {
        if (nearest.size() == 0) {
            return nearest.withOthers(0);
        }
        float last = nearest.distance(nearest.size() - 1);
        int rows = lists.stream().mapToInt(list -> list.rowsAt(last)).sum();
        int others = rows - nearest.rowsAtLast();
        return lists.stream().allMatch(Neighbors::countsAll)
                ? nearest.withOthers(others)
                : nearest.withOtherCandidates(others);
    }

    /** The list whose next neighbor is the nearest; there is one. */
    private static int nearestHead(List<Neighbors> lists, int[] next) {
        int best = -1;
        for (int list = 0; list < next.length; list++) {
            boolean isOver = next[list] == lists.get(list).size();
            if (!isOver && (best < 0 || isBefore(lists.get(list), next[list], lists.get(best), next[best]))) {
                best = list;
            }
        }
        return best;
    }

    private static boolean isBefore(Neighbors one, int oneRank, Neighbors other, int otherRank) {
        int order = Float.compare(one.distance(oneRank), other.distance(otherRank));
        return order < 0 || (order == 0 && one.ordinal(oneRank) < other.ordinal(otherRank));
    }
}
