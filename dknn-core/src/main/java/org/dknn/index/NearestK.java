package org.dknn.index;

import java.util.Arrays;
import org.dknn.vector.Metric;

/**
 * The k smallest of the squared distances offered so far, and the number of those that are as far as the farthest of
 * them: a heap with the farthest on top.
 *
 * <p>Squared distance and ordinal share one long, the distance's bits above: squared distances are never negative, so
 * their bits sort as they do, and of equal ones the lower ordinal is the smaller long. Not safe for use by many threads.
 */
final class NearestK {

    private final long[] heap;
    private final Metric metric;
    private int size;

    /** Squared distances that were offered and are not in the heap, but have the distance of its top. */
    private int others;

    NearestK(int k, Metric metric) {
        this.heap = new long[k];
        this.metric = metric;
    }

    /** Offers the squared distances of consecutive ordinals. */
    void offer(int firstOrdinal, float[] squared, int count) {
        int i = 0;
        for (; i < count && size < heap.length; i++) {
            add(key(squared[i], firstOrdinal + i));
        }
        float worst = squared(heap[0]);
        float bound = metric.boundOfEqual(worst);
        for (; i < count; i++) {
            // one comparison for most rows; ordinals only rise, so an equally far one never displaces what is there
            if (squared[i] <= bound) {
                if (squared[i] < worst) {
                    float gone = worst;
                    replaceTop(key(squared[i], firstOrdinal + i));
                    worst = squared(heap[0]);
                    bound = metric.boundOfEqual(worst);
                    others = gone <= bound && areEqual(gone, worst) ? others + 1 : 0;
                } else if (areEqual(squared[i], worst)) {
                    others++;
                }
            }
        }
    }

    private boolean areEqual(float one, float other) {
        return one == other || metric.toDistance(one) == metric.toDistance(other);
    }

    private static long key(float squared, int ordinal) {
        return (long) Float.floatToRawIntBits(squared) << 32 | ordinal;
    }

    private static float squared(long key) {
        return Float.intBitsToFloat((int) (key >>> 32));
    }

    private void add(long key) {
        int i = size++;
        while (i > 0 && heap[(i - 1) / 2] < key) {
            heap[i] = heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        heap[i] = key;
    }

    private void replaceTop(long key) {
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= key) {
                break;
            }
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = key;
    }

    /** The neighbors, nearest first. Leaves the heap unchanged. */
    Neighbors toNeighbors() {
        long[] sorted = Arrays.copyOf(heap, size);
        Arrays.sort(sorted);
        int[] ordinals = new int[size];
        float[] distances = new float[size];
        for (int i = 0; i < size; i++) {
            ordinals[i] = (int) sorted[i];
            distances[i] = metric.toDistance(squared(sorted[i]));
        }
        return Neighbors.wrap(ordinals, distances).withOthers(others);
    }
}
