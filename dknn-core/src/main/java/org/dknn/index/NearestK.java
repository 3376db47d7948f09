package org.dknn.index;

import java.util.Arrays;
import org.dknn.vector.Metric;

/**
 * The k smallest of the squared distances offered so far: a heap with the farthest on top.
 *
 * <p>Distance and ordinal share one long, the distance's bits above: squared distances are never negative, so their bits
 * sort as they do, and of equal distances the lower ordinal is the smaller long. Not safe for use by many threads.
 */
final class NearestK {

    private final long[] heap;
    private int size;

    NearestK(int k) {
        this.heap = new long[k];
    }

    /** Offers the distances of consecutive ordinals. */
    void offer(int firstOrdinal, float[] squared, int count) {
        int i = 0;
        for (; i < count && size < heap.length; i++) {
            add(key(squared[i], firstOrdinal + i));
        }
        float worst = distance(heap[0]);
        for (; i < count; i++) {
            // ordinals only rise, so an equally far one never displaces what is there
            if (squared[i] < worst) {
                replaceTop(key(squared[i], firstOrdinal + i));
                worst = distance(heap[0]);
            }
        }
    }

    private static long key(float squared, int ordinal) {
        return (long) Float.floatToRawIntBits(squared) << 32 | ordinal;
    }

    private static float distance(long key) {
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
    Neighbors toNeighbors(Metric metric) {
        long[] sorted = Arrays.copyOf(heap, size);
        Arrays.sort(sorted);
        int[] ordinals = new int[size];
        float[] distances = new float[size];
        for (int i = 0; i < size; i++) {
            ordinals[i] = (int) sorted[i];
            distances[i] = metric.toDistance(distance(sorted[i]));
        }
        return Neighbors.wrap(ordinals, distances);
    }
}
