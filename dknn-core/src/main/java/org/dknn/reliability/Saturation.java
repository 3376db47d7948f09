package org.dknn.reliability;

import java.util.Arrays;

/** Saturation of a nonconformity: the share of inputs with its smallest value, among which it does not distinguish. */
public final class Saturation {

    private Saturation() {}

    /**
     * Share of the values that equal the smallest of them.
     *
     * @param nonconformities of the predicted labels, one per input; at least one, none NaN
     * @return in {@code (0, 1]}; one input's share if no two are equal
     */
    public static double share(double... nonconformities) {
        double smallest = Arrays.stream(nonconformities)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("saturation needs at least one value, got none"));
        if (Double.isNaN(smallest)) {
            throw new IllegalArgumentException("saturation needs values that are numbers, got NaN");
        }
        return (double) Arrays.stream(nonconformities)
                        .filter(value -> value == smallest)
                        .count()
                / nonconformities.length;
    }
}
