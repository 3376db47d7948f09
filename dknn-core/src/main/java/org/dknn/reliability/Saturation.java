package org.dknn.reliability;

import java.util.Arrays;

/** How many inputs share the best value a score has, beyond which it tells nothing. */
public final class Saturation {

    private Saturation() {}

    /**
     * Share of the values that equal the smallest of them.
     *
     * @param nonconformities of the predicted labels, one an input; at least one, none NaN
     * @return in {@code (0, 1]}; one of all where no two are equal
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
