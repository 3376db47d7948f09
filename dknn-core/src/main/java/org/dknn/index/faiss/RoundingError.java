package org.dknn.index.faiss;

/**
 * How much larger than the exact squared distance FAISS may compute one, for a vector within reach of a query.
 *
 * <p>A vector at most {@code sqrt(d)} from a query of length {@code q} has a length of at most {@code q + sqrt(d)}. FAISS
 * either adds up squared differences, whose error is relative to the distance, or (for many queries at once) takes the
 * lengths and subtracts twice the product, whose error is relative to the lengths. Sums of n floats in any order are
 * right to n roundings, Java's own sum counted in; moving both vectors to the mean costs one rounding a value.
 *
 * @param columns width of the vectors
 * @param products whether FAISS computes by products
 */
record RoundingError(int columns, boolean products) {

    private static final double ROUNDING = 0x1p-24;

    /**
     * The error of any squared distance whose exact value is at most {@code squared}.
     *
     * @param length of the query, as FAISS has it
     */
    double at(float squared, double length) {
        double reach = 2 * length + Math.sqrt(squared);
        double sum = 2 * (columns + 16) * ROUNDING * (products ? reach * reach : squared);
        double moving = 4 * ROUNDING * reach * Math.sqrt(squared);
        return sum + moving + columns * (double) Float.MIN_NORMAL;
    }
}
