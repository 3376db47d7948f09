package org.dknn.vector;

import java.util.Locale;

/**
 * Distance between two float vectors of equal length.
 *
 * <p>Every index of dknn reports exactly these distances. They are computed in {@code float} with one fixed order of
 * additions, so the distance of two vectors is bitwise the same alone, in a batch, and from any index.
 */
public enum Metric {
    /** {@code sqrt(sum (a_i - b_i)^2)}, in {@code [0, infinity)}. */
    EUCLIDEAN,

    /**
     * {@code 1 - a.b / (|a| |b|)}, in {@code [0, 2]}.
     *
     * <p>A vector of zeros has no direction (ReLU layers can produce one). Its distance from every vector, itself
     * included, is 1.
     */
    COSINE;

    /** Squared distance of opposite unit vectors; rounding may give more. */
    private static final float LARGEST_SQUARED = 4;

    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    /**
     * The distance of two vectors.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public float distance(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("vectors must have equal length, got " + a.length + " and " + b.length);
        }
        PreparedVectors prepared = PreparedVectors.of(FloatMatrix.copyOf(a, b), this);
        return toDistance(prepared.squaredDistance(0, prepared, 1));
    }

    /**
     * Turns a squared Euclidean distance of {@linkplain PreparedVectors prepared} vectors into this metric's distance.
     * Never falls as its argument rises, so squared distances can be compared instead.
     */
    public float toDistance(float squared) {
        return this == EUCLIDEAN ? (float) Math.sqrt(squared) : Math.min(2f, squared / 2);
    }

    /**
     * A bound of the squared distances that {@link #toDistance} makes equal to the distance of this one: different squared
     * distances may have one and the same root. Larger squared distances have larger distances; smaller ones may have them
     * too.
     *
     * @param squared 0 or more
     * @return at least {@code squared}
     */
    public float boundOfEqual(float squared) {
        if (this == COSINE && squared >= LARGEST_SQUARED) {
            return Float.POSITIVE_INFINITY;
        }
        // at most three neighboring floats have roots that round alike
        int bits = Math.min(Float.floatToRawIntBits(squared) + 4, INFINITY);
        return Float.intBitsToFloat(bits);
    }

    /**
     * Returns vectors whose distances from each other are finite: all values are, and for {@link #EUCLIDEAN} none is so
     * large that squared distances could overflow, above some {@code 6e18 / sqrt(width)}.
     *
     * @param what names the vectors in the message, for example {@code "activations of layer dense"}
     * @throws IllegalArgumentException if a value is NaN, infinite or too large; the message names the first such row
     */
    public FloatMatrix requireComparable(FloatMatrix vectors, String what) {
        vectors.requireFinite(what);
        return this == EUCLIDEAN ? vectors.requireWithin(largest(vectors.columns()), what) : vectors;
    }

    /** Two values within it differ by at most twice as much, and the squares of all differences add up to half the largest float. */
    private static float largest(int columns) {
        return (float) Math.sqrt(Float.MAX_VALUE / 8 / Math.max(1, columns));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
