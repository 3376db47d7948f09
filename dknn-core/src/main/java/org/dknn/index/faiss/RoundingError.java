package org.dknn.index.faiss;

/**
 * Bound on how much a squared distance that FAISS computes exceeds the exact one.
 *
 * <p>A vector at most {@code sqrt(d)} from a query of length {@code q} has a length of at most {@code q + sqrt(d)}.
 * FAISS either adds squared differences, with an error relative to the distance, or (for many queries at once) adds the
 * squared lengths and subtracts twice the product, with an error relative to the lengths. A sum of n floats in any
 * order errs by at most n roundings, the sum in Java included; moving both vectors to the mean adds one rounding per
 * value.
 *
 * @param columns width of the vectors
 * @param products whether FAISS computes distances by products
 */
record RoundingError(int columns, boolean products) {

    private static final double ROUNDING = 0x1p-24;

    /**
     * The bound for any squared distance whose exact value is at most {@code squared}.
     *
     * @param length length of the query in FAISS's space
     */
    double at(float squared, double length) {
        double reach = 2 * length + Math.sqrt(squared);
        double sum = 2 * (columns + 16) * ROUNDING * (products ? reach * reach : squared);
        double moving = 4 * ROUNDING * reach * Math.sqrt(squared);
        return sum + moving + columns * (double) Float.MIN_NORMAL;
    }
}
