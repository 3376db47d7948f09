package org.dknn.conformal;

import java.util.Arrays;

/** Sorted nonconformities, counted by binary search. Immutable. */
final class SortedScores {

    private final double[] sorted;

    /** Sorts an array in place; takes ownership. */
    SortedScores(double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("calibration scores must be numbers, got NaN at " + i);
            }
        }
        Arrays.sort(scores);
        this.sorted = scores;
    }

    int size() {
        return sorted.length;
    }

    double[] copy() {
        return sorted.clone();
    }

    int countAtLeast(double value) {
        return sorted.length - below(value, false);
    }

    int countAbove(double value) {
        return sorted.length - below(value, true);
    }

    /** Number of scores below a value, or not above it. */
    private int below(double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double pValue(double nonconformity, PValueKind kind, double theta) {
        int atLeast = countAtLeast(nonconformity);
        double n = sorted.length;
        return switch (kind) {
            case CONFORMAL -> (atLeast + 1) / (n + 1);
            case EMPIRICAL -> n == 0 ? 1 : atLeast / n;
            case SMOOTHED -> {
                int above = countAbove(nonconformity);
                yield (above + theta * (atLeast - above + 1)) / (n + 1);
            }
        };
    }
}
