package org.dknn.ood;

/**
 * The windows of a table by the steps at their three places, to find the largest product with another window without looking at all.
 *
 * <p>A product is {@code (left + center + right) * inverse}. It is large where a step stands at the same place, so these windows are
 * looked at first. Of all others, those with one first step are passed over if their product cannot be larger, by the largest that other
 * steps give: rounding keeps order, so this is exact. Immutable.
 */
final class WindowLists {

    private final int[] first;
    private final int[] middle;
    private final int[] last;
    private final float[] inverses;

    /** Where the windows with each first step end; they stand together. */
    private final int[] firstEnds;

    /** Largest inverse length of those. */
    private final float[] largestInverses;

    private final int[] byMiddle;
    private final int[] middleEnds;
    private final int[] byLast;
    private final int[] lastEnds;

    /**
     * Lists of windows.
     *
     * @param steps number of steps; this number is a step too, beyond the ends
     * @param first of each window, rising
     */
    WindowLists(int steps, int[] first, int[] middle, int[] last, float... inverses) {
        this.first = first;
        this.middle = middle;
        this.last = last;
        this.inverses = inverses;
        this.firstEnds = ends(steps, first);
        this.largestInverses = new float[steps + 1];
        for (int i = 0; i < first.length; i++) {
            largestInverses[first[i]] = Math.max(largestInverses[first[i]], inverses[i]);
        }
        this.middleEnds = ends(steps, middle);
        this.byMiddle = sorted(middle, middleEnds);
        this.lastEnds = ends(steps, last);
        this.byLast = sorted(last, lastEnds);
    }

    private static int[] ends(int steps, int... places) {
        int[] ends = new int[steps + 1];
        for (int step : places) {
            ends[step]++;
        }
        for (int step = 1; step <= steps; step++) {
            ends[step] += ends[step - 1];
        }
        return ends;
    }

    /** The windows by the step at one place. */
    private static int[] sorted(int[] places, int... ends) {
        int[] next = ends.clone();
        int[] sorted = new int[places.length];
        for (int i = places.length - 1; i >= 0; i--) {
            sorted[--next[places[i]]] = i;
        }
        return sorted;
    }

    /** A step of an input. */
    static final class Step {

        /** Its number; -1 if no reference input has it. */
        private final int id;

        /** Square of its length. */
        private final double square;

        /** Products with all steps, and 0 for what is beyond the ends. */
        private final float[] products;

        /** The largest product with another step. */
        private final float others;

        Step(int id, double square, float... products) {
            this.id = id;
            this.square = square;
            this.products = products;
            float largest = -Float.MAX_VALUE;
            for (int step = 0; step < products.length; step++) {
                if (products[step] > largest && step != id) {
                    largest = products[step];
                }
            }
            this.others = largest;
        }

        int id() {
            return id;
        }

        double square() {
            return square;
        }
    }

    /** Largest product of any window with that of three steps. */
    float largest(Step before, Step here, Step after) {
        Search search = new Search(before.products, here.products, after.products);
        if (before.id >= 0) {
            search.firsts(before.id);
        }
        if (here.id >= 0) {
            search.list(byMiddle, start(middleEnds, here.id), middleEnds[here.id]);
        }
        if (after.id >= 0) {
            search.list(byLast, start(lastEnds, after.id), lastEnds[after.id]);
        }
        for (int step = 0; step < firstEnds.length; step++) {
            float most = (before.products[step] + here.others + after.others) * largestInverses[step];
            // a negative sum gets larger by a smaller inverse, but never positive
            if (Math.max(0, most) > search.best && step != before.id) {
                search.firsts(step);
            }
        }
        return search.best;
    }

    private static int start(int[] ends, int step) {
        return step == 0 ? 0 : ends[step - 1];
    }

    /** The largest product so far. */
    private final class Search {

        private final float[] left;
        private final float[] center;
        private final float[] right;
        private float best = -Float.MAX_VALUE;

        Search(float[] left, float[] center, float... right) {
            this.left = left;
            this.center = center;
            this.right = right;
        }

        void firsts(int step) {
            for (int i = start(firstEnds, step); i < firstEnds[step]; i++) {
                look(i);
            }
        }

        void list(int[] windows, int from, int to) {
            for (int i = from; i < to; i++) {
                look(windows[i]);
            }
        }

        private void look(int window) {
            float product = (left[first[window]] + center[middle[window]] + right[last[window]]) * inverses[window];
            if (product > best) {
                best = product;
            }
        }
    }
}
