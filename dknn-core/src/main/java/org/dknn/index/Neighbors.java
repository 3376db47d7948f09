package org.dknn.index;

import java.util.Arrays;
import java.util.List;

/**
 * Ordinals and distances of the k nearest vectors of one query, nearest first, and the number of rows at the distance of
 * the last.
 *
 * <p>Among equally near ones the lower ordinal comes first. So if more rows lie at the last distance than there are
 * places, the order of the indexed set says which of them are here; {@link #rowsAtLast} tells how many there are,
 * whatever the order. Immutable.
 */
public final class Neighbors {

    private final int[] ordinals;
    private final float[] distances;
    private final int rowsAtLast;
    private final boolean countsAll;

    private Neighbors(int[] ordinals, float[] distances, int rowsAtLast, boolean countsAll) {
        this.ordinals = ordinals;
        this.distances = distances;
        this.rowsAtLast = rowsAtLast;
        this.countsAll = countsAll;
    }

    /**
     * Wraps arrays without copying them; takes ownership. No rows but these are counted: for indexes that know of no
     * others; see {@link #withOthers}.
     *
     * @param ordinals rows of the indexed set, nearest first
     * @param distances as many, never falling
     */
    public static Neighbors wrap(int[] ordinals, float[] distances) {
        if (ordinals.length != distances.length) {
            throw new IllegalArgumentException(
                    "needs a distance for each ordinal, got " + ordinals.length + " and " + distances.length);
        }
        return new Neighbors(ordinals, distances, atLast(distances, distances.length), false);
    }

    /**
     * The k nearest of several lists for one query, or all if there are fewer; of equally near ones the lower ordinal comes
     * first. The rows at the last distance are those of all lists; all are counted if each list {@link #countsAll}.
     *
     * @param lists of sets of rows that have no ordinal in common; each at least k long, or all rows of its set
     * @param k 0 or more
     */
    public static Neighbors nearest(List<Neighbors> lists, int k) {
        return GroupedNeighbors.of(lists).nearest(k);
    }

    private static int atLast(float[] distances, int size) {
        int count = 0;
        while (count < size && distances[size - 1 - count] == distances[size - 1]) {
            count++;
        }
        return count;
    }

    /**
     * These neighbors of an index that compared the query with all of its rows.
     *
     * @param others number of rows of the index that are not among these and whose distance, as the metric rounds it,
     *     equals the last distance; 0 or more
     */
    public Neighbors withOthers(int others) {
        return counted(others, true);
    }

    /**
     * These neighbors of an index that compared the query with some candidates.
     *
     * @param others number of candidates that are not among these and whose distance, as the metric rounds it, equals
     *     the last distance; 0 or more
     */
    public Neighbors withOtherCandidates(int others) {
        return counted(others, false);
    }

    private Neighbors counted(int others, boolean ofAll) {
        if (others < 0) {
            throw new IllegalArgumentException("the number of other rows must be 0 or more, got " + others);
        }
        return new Neighbors(ordinals, distances, atLast(distances, size()) + others, ofAll);
    }

    /** Number of rows, or of candidates, at the last distance that are not among these; what {@link #withOthers} was told. */
    public int others() {
        return rowsAtLast - atLast(distances, size());
    }

    /** Number of neighbors. */
    public int size() {
        return ordinals.length;
    }

    /** Row in the indexed set, from 0, of the neighbor at a rank; rank 0 is the nearest. */
    public int ordinal(int rank) {
        return ordinals[rank];
    }

    /** Distance of the neighbor at a rank, in the index's metric. */
    public float distance(int rank) {
        return distances[rank];
    }

    /** A copy of all ordinals, nearest first. */
    public int[] ordinals() {
        return ordinals.clone();
    }

    /** A copy of all distances, nearest first. */
    public float[] distances() {
        return distances.clone();
    }

    /**
     * Number of rows at the distance of the last neighbor, those among the neighbors included: at least 1, or 0 if there
     * are no neighbors. Of all rows of the index if it {@link #countsAll}, else of those that it compared.
     */
    public int rowsAtLast() {
        return rowsAtLast;
    }

    /** Whether {@link #rowsAtLast} counts all rows of the index. Exact indexes do; others count their candidates. */
    public boolean countsAll() {
        return countsAll;
    }

    /**
     * Number of rows at a distance up to that of the last neighbor, counted as {@link #rowsAtLast}; 0 at larger
     * distances.
     */
    public int rowsAt(float distance) {
        int end = end(distance);
        return end == size() && end > 0 && distances[end - 1] == distance
                ? rowsAtLast
                : end - end(Math.nextDown(distance));
    }

    /** Number of neighbors that are no farther than a distance. */
    private int end(float distance) {
        return end(distances, 0, distances.length, distance);
    }

    /** Where the distances of {@code [start, end)}, never falling, that are no larger than one end. */
    static int end(float[] distances, int start, int end, float distance) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (distances[middle] <= distance) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The nearest of these neighbors, as a search for so many finds them; all if there are not more than {@code k}. */
    public Neighbors first(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("k must be 0 or more, got " + k);
        }
        return k >= size()
                ? this
                : new Neighbors(
                        Arrays.copyOf(ordinals, k),
                        Arrays.copyOf(distances, k),
                        k == 0 ? 0 : rowsAt(distances[k - 1]),
                        countsAll);
    }

    /**
     * These neighbors without one row of the index, as a search of the other rows finds them; one fewer if it is here.
     *
     * @param ordinal a row that is here, or that is no nearer than the last neighbor
     */
    public Neighbors without(int ordinal) {
        int rank = 0;
        while (rank < size() && ordinals[rank] != ordinal) {
            rank++;
        }
        if (rank == size()) {
            // it is behind these: one of the others at the last distance if there are any, as a row is near itself
            int shown = atLast(distances, size());
            return new Neighbors(ordinals, distances, Math.max(shown, rowsAtLast - 1), countsAll);
        }
        int[] otherOrdinals = new int[size() - 1];
        float[] otherDistances = new float[size() - 1];
        for (int i = 0; i < otherOrdinals.length; i++) {
            otherOrdinals[i] = ordinals[i < rank ? i : i + 1];
            otherDistances[i] = distances[i < rank ? i : i + 1];
        }
        return new Neighbors(otherOrdinals, otherDistances, rowsAtLastWithout(rank), countsAll);
    }

    /** Number of rows at the last distance when the neighbor of a rank is gone. */
    private int rowsAtLastWithout(int rank) {
        if (size() == 1) {
            return 0;
        }
        float last = distances[rank == size() - 1 ? size() - 2 : size() - 1];
        return rowsAt(last) - (distances[rank] == last ? 1 : 0);
    }

    /**
     * The same neighbors with other ordinals.
     *
     * @param ordinals the new ordinal of each current one; rising, so that ties stay in order
     */
    public Neighbors mapped(int[] ordinals) {
        int[] mapped = new int[this.ordinals.length];
        Arrays.setAll(mapped, rank -> ordinals[this.ordinals[rank]]);
        return new Neighbors(mapped, distances, rowsAtLast, countsAll);
    }

    /** The same neighbors with ordinals that are all higher by so many. */
    Neighbors shifted(int by) {
        int[] shifted = new int[ordinals.length];
        Arrays.setAll(shifted, rank -> ordinals[rank] + by);
        return new Neighbors(shifted, distances, rowsAtLast, countsAll);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Neighbors that
                && rowsAtLast == that.rowsAtLast
                && countsAll == that.countsAll
                && Arrays.equals(ordinals, that.ordinals)
                && Arrays.equals(distances, that.distances);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ordinals) + Arrays.hashCode(distances);
    }

    @Override
    public String toString() {
        return "Neighbors" + Arrays.toString(ordinals) + Arrays.toString(distances)
                + (size() == 0 ? "" : "[" + rowsAtLast + (countsAll ? "" : " or more") + " at the last distance]");
    }
}
