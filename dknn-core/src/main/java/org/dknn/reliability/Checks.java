package org.dknn.reliability;

import org.dknn.vector.FloatMatrix;

/** Checks of arguments. */
final class Checks {

    private Checks() {}

    static double inside01(double value, String name) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1), got " + value);
        }
        return value;
    }

    static void sameSize(int wanted, int got, String what) {
        if (wanted == 0 || wanted != got) {
            throw new IllegalArgumentException(
                    "needs at least one example, and " + what + " for each, got " + wanted + " and " + got);
        }
    }

    /** At least one row, a label for each, and each row not negative and with a positive sum. */
    static void probabilities(FloatMatrix probabilities, int[] labels) {
        sameSize(probabilities.rows(), labels.length, "a label");
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= probabilities.columns()) {
                throw new IllegalArgumentException("labels must be in 0.." + (probabilities.columns() - 1) + ", got "
                        + labels[row] + " at " + row);
            }
            for (int column = 0; column < probabilities.columns(); column++) {
                float value = probabilities.get(row, column);
                if (!(value >= 0 && value <= 1.001f)) {
                    throw new IllegalArgumentException(
                            "probabilities must be in [0, 1], got " + value + " at row " + row);
                }
            }
        }
    }
}
