package org.dknn.conformal;

import java.util.Arrays;

/**
 * Neighbor statistics of one input in one layer: labels and distances of the k nearest reference examples, and the
 * distances of the nearest examples of each class.
 *
 * <p>Labels are numbered from 0, ranks from 0 for the nearest. Distances above the largest float, and those of a class
 * without reference examples, are {@value Float#MAX_VALUE}. Immutable.
 */
public final class LayerStatistics {

    private final RankedVotes ranked;
    private final float[] nearest;
    private final float[] mean;
    private final float[] farthest;
    private final Smallest smallestNearest;
    private final Smallest smallestMeans;
    private final LabelVotes votes;

    /** What {@link #k} was before the neighbors were drawn anew. */
    private final int nominal;

    private LayerStatistics(RankedVotes ranked, LabelVotes votes, float[][] byClass, int nominal) {
        this.nominal = nominal;
        this.ranked = ranked;
        this.votes = votes;
        this.nearest = byClass[0];
        this.mean = byClass[1];
        this.farthest = byClass[2];
        this.smallestNearest = Smallest.of(nearest);
        this.smallestMeans = Smallest.of(mean);
    }

    /**
     * Statistics of sorted distances.
     *
     * @param labels of the k nearest over all classes, nearest first; at least one, each a class of
     *     {@code classDistances}
     * @param distances their distances, never falling
     * @param classDistances one array per class: distances of its nearest examples, at most k, nearest first; empty for
     *     a class without examples
     */
    public static LayerStatistics of(int[] labels, float[] distances, float[]... classDistances) {
        float[] kept = distances.clone();
        for (int rank = 0; rank < kept.length; rank++) {
            kept[rank] = finite(kept[rank]);
        }
        return ranked(labels, kept, ClassDistances.of(classDistances).summary());
    }

    private static LayerStatistics ranked(int[] labels, float[] distances, float[][] byClass) {
        requireFitting(labels, distances, byClass[0].length);
        RankedVotes ranked = RankedVotes.of(labels, distances);
        return new LayerStatistics(ranked, ranked.count(byClass[0].length), byClass, labels.length);
    }

    /**
     * Statistics of the nearest examples of each class, the same whatever the order of the examples. Examples nearer than
     * the k-th vote for their class. The votes left go to the examples at the distance of the k-th: to their classes in
     * proportion, by largest remainder, ties to the lower label. {@link #label} gives the votes of one distance by rising
     * label.
     *
     * @param k number of neighbors over all classes, at least 1
     * @param kthDistance distance of the k-th nearest example over all classes
     * @param atKth per class, the number of its examples at that distance, also of those that {@code classDistances} has
     *     no place for
     * @param classDistances one array per class: distances of its nearest examples, at most k, nearest first; empty for
     *     a class without examples
     */
    public static LayerStatistics ofClasses(int k, float kthDistance, int[] atKth, float[]... classDistances) {
        return ofClasses(k, kthDistance, atKth, ClassDistances.of(classDistances));
    }

    /**
     * The same of distances in one array.
     *
     * @param classDistances those of one class after the other
     * @param ends where each class ends in it, never falling; the last one at its end
     */
    public static LayerStatistics ofClasses(int k, float kthDistance, int[] atKth, float[] classDistances, int[] ends) {
        return ofClasses(k, kthDistance, atKth, new ClassDistances(classDistances, ends));
    }

    private static LayerStatistics ofClasses(int k, float kthDistance, int[] atKth, ClassDistances classes) {
        int[] votes = classes.votes(k, kthDistance, atKth);
        return new LayerStatistics(classes.ranked(k, votes), LabelVotes.of(votes), classes.summary(), k);
    }

    /**
     * Statistics from stored values.
     *
     * @param labels as {@link #label} by rank
     * @param distances as {@link #distance} by rank
     * @param byClass {@code [3 x classes]}: {@link #nearestDistance}, {@link #meanDistance}, {@link #farthestDistance}
     */
    public static LayerStatistics restore(int[] labels, float[] distances, float[][] byClass) {
        if (byClass.length != 3 || byClass[0].length != byClass[1].length || byClass[0].length != byClass[2].length) {
            throw new IllegalArgumentException("statistics need three distances per class");
        }
        return ranked(
                labels, distances, Arrays.stream(byClass).map(float[]::clone).toArray(float[][]::new));
    }

    /**
     * These statistics as those of a draw of the reference examples, which has another number of neighbors than k: counts of them are
     * brought to k, see {@link #disagreeing}.
     *
     * @param k number of neighbors in the layer before the draw, at least 1
     */
    public LayerStatistics drawnFrom(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        return new LayerStatistics(ranked, votes, new float[][] {nearest, mean, farthest}, k);
    }

    private static void requireFitting(int[] labels, float[] distances, int classes) {
        if (labels.length == 0 || labels.length != distances.length) {
            throw new IllegalArgumentException("statistics need at least one neighbor, and a distance for each, got "
                    + labels.length + " labels and " + distances.length + " distances");
        }
        for (int rank = 0; rank < labels.length; rank++) {
            if (labels[rank] < 0 || labels[rank] >= classes) {
                throw new IllegalArgumentException(
                        "labels must be in 0.." + (classes - 1) + ", got " + labels[rank] + " at rank " + rank);
            }
            RankedVotes.requireDistance(distances[rank], rank);
        }
    }

    static float finite(float distance) {
        return Math.min(distance, Float.MAX_VALUE);
    }

    /** Number of neighbors. */
    public int k() {
        return ranked.size();
    }

    /** Number of classes. */
    public int classes() {
        return nearest.length;
    }

    /** Label that the neighbor of a rank votes for. */
    public int label(int rank) {
        return ranked.label(rank);
    }

    /** Distance of the neighbor of a rank, finite. */
    public double distance(int rank) {
        return ranked.distance(rank);
    }

    /** Distance of the k-th neighbor, finite. */
    public double kthDistance() {
        return ranked.distance(ranked.size() - 1);
    }

    /** Votes of the k neighbors. */
    public LabelVotes votes() {
        return votes;
    }

    /**
     * Number of neighbors with another label, in {@code 0..k}; of a draw brought to the k before it, and rounded so that ties stay
     * ties.
     */
    public double disagreeing(int label) {
        return disagreeing(votes, nominal, label);
    }

    static double disagreeing(LabelVotes votes, int nominal, int label) {
        return votes.total() == nominal
                ? votes.nonconformity(label)
                : Math.rint(nominal * (1 - votes.conformity(label)));
    }

    int nominal() {
        return nominal;
    }

    /** Distance of the nearest example of a class, finite. */
    public double nearestDistance(int label) {
        return nearest[label];
    }

    /** Mean distance of the k nearest examples of a class, or of all its examples if it has fewer; finite. */
    public double meanDistance(int label) {
        return mean[label];
    }

    /** Distance of the k-th nearest example of a class, or of its farthest if it has fewer; finite. */
    public double farthestDistance(int label) {
        return farthest[label];
    }

    /** The smallest {@link #meanDistance} of the classes other than this one; {@value Float#MAX_VALUE} if there are none. */
    public double meanDistanceOfOthers(int label) {
        return smallestMeans.ofOthers(mean[label]);
    }

    /** The smallest {@link #nearestDistance} of the classes other than this one; {@value Float#MAX_VALUE} if none. */
    public double nearestDistanceOfOthers(int label) {
        return smallestNearest.ofOthers(nearest[label]);
    }

    /** The two smallest values say it for every class: one of them is of another. */
    private record Smallest(float first, float second) {

        static Smallest of(float... byClass) {
            float first = Float.MAX_VALUE;
            float second = Float.MAX_VALUE;
            for (float distance : byClass) {
                second = Math.min(second, Math.max(first, distance));
                first = Math.min(first, distance);
            }
            return new Smallest(first, second);
        }

        float ofOthers(float own) {
            return own == first ? second : first;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayerStatistics that
                && nominal == that.nominal
                && ranked.equals(that.ranked)
                && Arrays.equals(nearest, that.nearest)
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(farthest, that.farthest);
    }

    @Override
    public int hashCode() {
        return 31 * ranked.hashCode() + Arrays.hashCode(mean);
    }

    @Override
    public String toString() {
        return "LayerStatistics[" + votes + ", mean distances " + Arrays.toString(mean) + "]";
    }
}
