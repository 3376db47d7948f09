package org.dknn.index;

/**
 * The nearest rows of groups that are sorted each, one after the other: a binary heap of the first of each group that was not yet given.
 * One that is nearer comes first, of equally near ones that of the lower ordinal.
 */
final class GroupHeads {

    private final int[] ordinals;
    private final float[] distances;
    private final int[] ends;

    /** Groups with rows left, as a heap by their keys. */
    private final int[] heap;

    /** Of each group, the place of its next row, and its key: it sorts as its distance, and then its ordinal, do. */
    private final int[] next;

    private final long[] keys;
    private int size;

    GroupHeads(int[] ordinals, float[] distances, int[] ends) {
        this.ordinals = ordinals;
        this.distances = distances;
        this.ends = ends;
        this.heap = new int[ends.length];
        this.next = new int[ends.length];
        this.keys = new long[ends.length];
        int start = 0;
        for (int group = 0; group < ends.length; group++) {
            if (start < ends[group]) {
                next[group] = start;
                keys[group] = key(start);
                heap[size++] = group;
            }
            start = ends[group];
        }
        for (int at = size / 2 - 1; at >= 0; at--) {
            sink(at);
        }
    }

    private long key(int place) {
        int bits = Float.floatToIntBits(distances[place]);
        // as Float.compare orders them
        return (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | ordinals[place];
    }

    /** The place of the next row; there must be one. */
    int next() {
        int group = heap[0];
        int place = next[group]++;
        if (next[group] < ends[group]) {
            keys[group] = key(next[group]);
        } else {
            heap[0] = heap[--size];
        }
        sink(0);
        return place;
    }

    private void sink(int from) {
        int at = from;
        int group = heap[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && keys[heap[child + 1]] < keys[heap[child]]) {
                child++;
            }
            if (keys[heap[child]] >= keys[group]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = group;
    }
}
