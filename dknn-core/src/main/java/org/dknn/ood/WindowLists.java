package org.dknn.ood;

/**
 * The windows of a table by the steps at their three places, to find the largest product with another window without looking at all.
 *
 * <p>A product is {@code (left + center + right) * inverse}. It is large where a step stands at the same place, so these windows are
 * looked at first. Of all others, those with one first step are passed over if their product cannot be larger, by either of two bounds of
 * what other steps give at the other places. One are their largest products, where rounding keeps order. The other are their largest products with
 * steps brought to length 1: with steps x, y, z of a window, and a, b, c the products with {@code x / |x|}, {@code y / |y|}, {@code z / |z|}, or 0 where
 * one is negative, the sum is at most {@code a |x| + b |y| + c |z|}, and that at most the root of {@code (a^2 + b^2 + c^2) (|x|^2 + |y|^2 + |z|^2)}
 * (Cauchy and Schwarz), so the product is at most the root of {@code a^2 + b^2 + c^2}. A margin is more than what rounding of products, lengths
 * and sums adds, so this is exact. Immutable.
 */
final class WindowLists {

    /** Many times more than rounding makes of a sum of squares. */
    private static final double MARGIN = 1 + 1e-5;

    /** Below it a product may have lost digits. */
    private static final float TINY = 1e-18f;

    /** Number of steps of a block, of which the largest product is kept. */
    private static final int BLOCK = 128;

    private final int[] first;
    private final int[] middle;
    private final int[] last;
    private final float[] inverses;

    /** 1 divided by the length of each step; 0 for zeros. */
    private final float[] stepInverses;

    /** Whether no step is so short that its inverse says nothing. */
    private final boolean isBounded;

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
     * @param stepInverses 1 divided by the length of each step, 0 for zeros; the last one is that of what is beyond the ends
     * @param first of each window, rising
     * @param inverses of each window, 1 divided by its length
     */
    WindowLists(float[] stepInverses, int[] first, int[] middle, int[] last, float... inverses) {
        int steps = stepInverses.length - 1;
        this.stepInverses = stepInverses;
        boolean areLong = true;
        for (float inverse : stepInverses) {
            areLong &= inverse < 1 / TINY;
        }
        this.isBounded = areLong;
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
        private float others = -Float.MAX_VALUE;

        /** The largest product with another step brought to length 1, at least 0, in each block of steps. */
        private final float[] unitProducts;

        /** The largest of these. */
        private float otherUnitProduct;

        private Step(int id, double square, float[] products, float... inverses) {
            this.id = id;
            this.square = square;
            this.products = products;
            this.unitProducts = new float[(products.length + BLOCK - 1) / BLOCK];
            for (int block = 0; block < unitProducts.length; block++) {
                int from = block * BLOCK;
                int to = Math.min(products.length, from + BLOCK);
                if (id >= from && id < to) {
                    scan(block, from, id, inverses);
                    scan(block, id + 1, to, inverses);
                } else {
                    scan(block, from, to, inverses);
                }
                otherUnitProduct = Math.max(otherUnitProduct, unitProducts[block]);
            }
        }

        private void scan(int block, int from, int to, float... inverses) {
            float largest = others;
            float largestUnit = unitProducts[block];
            for (int step = from; step < to; step++) {
                float product = products[step];
                largest = product > largest ? product : largest;
                float brought = product * inverses[step];
                largestUnit = brought > largestUnit ? brought : largestUnit;
            }
            others = largest;
            unitProducts[block] = largestUnit;
        }

        int id() {
            return id;
        }

        double square() {
            return square;
        }

        /** Number of floats that it holds. */
        int floats() {
            return products.length + unitProducts.length;
        }
    }

    /**
     * A step of an input.
     *
     * @param id its number; -1 if no reference input has it
     * @param square of its length
     * @param products with all steps, and 0 for what is beyond the ends; kept
     */
    Step step(int id, double square, float... products) {
        return new Step(id, square, products, stepInverses);
    }

    /** Largest product of any window with that of three steps. */
    float largest(Step before, Step here, Step after) {
        Search search = new Search(before, here, after);
        if (before.id >= 0) {
            search.firsts(before.id);
        }
        if (here.id >= 0) {
            search.list(byMiddle, start(middleEnds, here.id), middleEnds[here.id]);
        }
        if (after.id >= 0) {
            search.list(byLast, start(lastEnds, after.id), lastEnds[after.id]);
        }
        search.others();
        return search.best;
    }

    private static int start(int[] ends, int step) {
        return step == 0 ? 0 : ends[step - 1];
    }

    private static double square(double value) {
        return value * value;
    }

    /** The largest product so far. */
    private final class Search {

        private final Step before;
        private final Step here;
        private final Step after;
        private float best = -Float.MAX_VALUE;

        Search(Step before, Step here, Step after) {
            this.before = before;
            this.here = here;
            this.after = after;
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
            float product =
                    (before.products[first[window]] + here.products[middle[window]] + after.products[last[window]])
                            * inverses[window];
            if (product > best) {
                best = product;
            }
        }

        /** Looks at the windows that have none of the steps at its place, as far as they can be better. */
        void others() {
            for (int block = 0; block < before.unitProducts.length; block++) {
                if (before.unitProducts[block] >= leastUnitProduct()) {
                    others(block * BLOCK, Math.min(firstEnds.length, (block + 1) * BLOCK));
                }
            }
        }

        private void others(int from, int to) {
            float least = leastUnitProduct();
            for (int step = from; step < to; step++) {
                if (before.products[step] * stepInverses[step] >= least && step != before.id && most(step) > best) {
                    firsts(step);
                    least = leastUnitProduct();
                }
            }
        }

        /** What a product of a window with this first step is at most, by the largest products at the other places. */
        private float most(int step) {
            // a negative sum gets larger by a smaller inverse, but never positive
            return Math.max(0, (before.products[step] + here.others + after.others) * largestInverses[step]);
        }

        /** From which product with a first step brought to length 1 on windows can be better than the best so far. */
        private float leastUnitProduct() {
            double rest = square(here.otherUnitProduct) + square(after.otherUnitProduct);
            double square = square(best) / MARGIN - rest;
            return isBounded && best > TINY && square > 0 ? (float) Math.sqrt(square) : Float.NEGATIVE_INFINITY;
        }
    }
}
