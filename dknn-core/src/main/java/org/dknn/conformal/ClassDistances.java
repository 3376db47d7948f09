package org.dknn.conformal;

/** Distances of the nearest examples of each class, nearest first, one class after the other. */
final class ClassDistances {

    private final float[] distances;
    private final int[] ends;

    /**
     * Takes ownership of arrays.
     *
     * @param ends where each class ends; the next one begins there
     */
    ClassDistances(float[] distances, int... ends) {
        this.distances = distances;
        this.ends = ends;
    }

    static ClassDistances of(float[]... classes) {
        int[] ends = new int[classes.length];
        int end = 0;
        for (int label = 0; label < ends.length; label++) {
            end += classes[label].length;
            ends[label] = end;
        }
        float[] all = new float[end];
        for (int label = 0; label < ends.length; label++) {
            System.arraycopy(classes[label], 0, all, end(ends, label - 1), classes[label].length);
        }
        return new ClassDistances(all, ends);
    }

    private static int end(int[] ends, int label) {
        return label < 0 ? 0 : ends[label];
    }

    int classes() {
        return ends.length;
    }

    int start(int label) {
        return end(ends, label - 1);
    }

    /** {@code [3 x classes]}: the nearest, the mean and the farthest of each class, as {@link LayerStatistics} has them. */
    float[][] summary() {
        float[][] summary = new float[3][ends.length];
        for (int label = 0; label < ends.length; label++) {
            int start = start(label);
            int end = ends[label];
            boolean isEmpty = start == end;
            summary[0][label] = isEmpty ? Float.MAX_VALUE : LayerStatistics.finite(distances[start]);
            summary[1][label] = isEmpty ? Float.MAX_VALUE : mean(start, end);
            summary[2][label] = isEmpty ? Float.MAX_VALUE : LayerStatistics.finite(distances[end - 1]);
        }
        return summary;
    }

    private float mean(int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += LayerStatistics.finite(distances[i]);
        }
        return (float) (sum / (end - start));
    }

    /** Votes of each class: those nearer than the k-th, and its part of the examples at that distance. */
    int[] votes(int k, float kthDistance, int... atKth) {
        int[] votes = new int[ends.length];
        int left = k;
        int tied = 0;
        for (int label = 0; label < votes.length; label++) {
            int start = start(label);
            votes[label] = below(kthDistance, start, ends[label]) - start;
            left -= votes[label];
            tied += atKth[label];
        }
        if (left < 1 || left > tied) {
            throw new IllegalArgumentException("of " + k + " neighbors at least 1 and at most the " + tied
                    + " examples at the k-th distance " + kthDistance + " must be there, got " + left);
        }
        int[] seats = left == tied ? atKth : LargestRemainder.seats(left, atKth);
        for (int label = 0; label < votes.length; label++) {
            votes[label] += seats[label];
        }
        return votes;
    }

    /** Where the distances of {@code [start, end)} that are smaller than one end. */
    private int below(float distance, int start, int end) {
        int low = start;
        // most of many classes have none
        int high = start < end && distances[start] < distance ? end : start;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (distances[middle] < distance) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first votes of each class. */
    RankedVotes ranked(int k, int... votes) {
        long[] ranked = new long[k];
        int next = 0;
        for (int label = 0; label < votes.length; label++) {
            int start = start(label);
            for (int place = start; place < start + votes[label]; place++) {
                ranked[next++] = RankedVotes.vote(distances[place], label);
            }
        }
        return RankedVotes.toSort(ranked);
    }
}
