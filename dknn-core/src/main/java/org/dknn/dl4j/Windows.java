package org.dknn.dl4j;

import java.util.Arrays;

/**
 * The different windows over rows of ids. Equal windows have one number, from 0 in the order in which they are first seen; they are
 * found by a hash table that compares the ids themselves. Immutable.
 */
final class Windows {

    private static final int OUTSIDE = -1;
    private static final int FREE = -1;

    /** 2^32 over the golden ratio, which spreads sums of small numbers. */
    private static final int SPREAD = 0x9E3779B1;

    private final Reach reach;
    private final int[][] ids;
    private final int[][] numbers;

    /** Text and start of each window where it was first seen, {@code text << 32 | start}. */
    private final long[] first;

    private int count;

    /**
     * The places that a window covers.
     *
     * @param kernel number of its places, at least 1
     * @param dilation distance of neighboring places, at least 1
     * @param left number of positions outside of a text, before it, where a window may begin
     * @param right number of positions behind a text where a window may end
     */
    record Reach(int kernel, int dilation, int left, int right) {

        static final Reach SINGLE = new Reach(1, 1, 0, 0);

        /** How many windows fewer than ids a text has; may be negative. */
        int shrink() {
            return (kernel - 1) * dilation - left - right;
        }
    }

    private Windows(int[][] ids, Reach reach) {
        this.ids = ids;
        this.reach = reach;
        this.numbers = new int[ids.length][];
        int all = 0;
        for (int text = 0; text < ids.length; text++) {
            numbers[text] = new int[ids[text].length - reach.shrink()];
            all += numbers[text].length;
        }
        this.first = new long[all];
    }

    /**
     * Numbers all windows.
     *
     * @param ids of each text, from 0; each longer than the reach shrinks it
     */
    static Windows of(int[][] ids, Reach reach) {
        Windows windows = new Windows(ids, reach);
        // at most half full
        int[] slots = new int[4 * Math.max(1, Integer.highestOneBit(windows.first.length))];
        Arrays.fill(slots, FREE);
        for (int text = 0; text < ids.length; text++) {
            for (int start = 0; start < windows.numbers[text].length; start++) {
                windows.numbers[text][start] = windows.number(text, start, slots);
            }
        }
        return windows;
    }

    /** Numbers all windows of ids that all differ, so that no window is there twice. */
    static Windows ofDifferent(int[][] ids, Reach reach) {
        Windows windows = new Windows(ids, reach);
        for (int text = 0; text < ids.length; text++) {
            for (int start = 0; start < windows.numbers[text].length; start++) {
                windows.first[windows.count] = (long) text << 32 | start;
                windows.numbers[text][start] = windows.count++;
            }
        }
        return windows;
    }

    private int number(int text, int start, int[] slots) {
        int hash = 0;
        for (int place = 0; place < reach.kernel; place++) {
            hash = hash * SPREAD + at(text, start, place);
        }
        hash *= SPREAD;
        int slot = (hash ^ hash >>> 15) & slots.length - 1;
        while (slots[slot] != FREE && !isEqual(slots[slot], text, start)) {
            slot = slot + 1 & slots.length - 1;
        }
        if (slots[slot] == FREE) {
            first[count] = (long) text << 32 | start;
            slots[slot] = count++;
        }
        return slots[slot];
    }

    private boolean isEqual(int number, int text, int start) {
        for (int place = 0; place < reach.kernel; place++) {
            if (id(number, place) != at(text, start, place)) {
                return false;
            }
        }
        return true;
    }

    private int at(int text, int start, int place) {
        int position = start - reach.left + place * reach.dilation;
        return position < 0 || position >= ids[text].length ? OUTSIDE : ids[text][position];
    }

    /** Number of different windows. */
    int count() {
        return count;
    }

    /** The numbers of the windows of each text. */
    int[][] numbers() {
        return numbers;
    }

    /** The id at a place of a window; negative outside of the text. */
    int id(int number, int place) {
        return at((int) (first[number] >>> 32), (int) first[number], place);
    }
}
