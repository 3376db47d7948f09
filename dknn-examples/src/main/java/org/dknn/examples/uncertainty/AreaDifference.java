package org.dknn.examples.uncertainty;

import java.util.Arrays;
import java.util.Random;
import org.dknn.reliability.DetectionMetrics;

/**
 * By how much one score's area under the ROC curve is larger than another's, with its 95 % bootstrap interval over the texts.
 *
 * @param value of all texts
 * @param low 2.5 % of the draws are below
 * @param high 2.5 % of the draws are above
 */
record AreaDifference(double value, double low, double high) {

    private static final int DRAWS = 1_000;

    /** Scores of the same texts, usual and strange, in the same order. */
    record Scores(double[] usual, double[] strange) {

        double area() {
            return DetectionMetrics.of(usual, strange).areaUnderRoc();
        }

        private Scores drawn(int[] fromUsual, int[] fromStrange) {
            return new Scores(select(usual, fromUsual), select(strange, fromStrange));
        }

        private static double[] select(double[] values, int[] places) {
            return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
        }
    }

    /** Draws usual and strange texts with replacement, the same ones for both scores. */
    static AreaDifference of(Scores one, Scores other, long seed) {
        Random random = new Random(seed);
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] usual = draw(random, one.usual.length);
            int[] strange = draw(random, one.strange.length);
            drawn[draw] = one.drawn(usual, strange).area()
                    - other.drawn(usual, strange).area();
        }
        Arrays.sort(drawn);
        return new AreaDifference(
                one.area() - other.area(), drawn[(int) (0.025 * DRAWS)], drawn[(int) (0.975 * DRAWS) - 1]);
    }

    private static int[] draw(Random random, int size) {
        return random.ints(size, 0, size).toArray();
    }
}
