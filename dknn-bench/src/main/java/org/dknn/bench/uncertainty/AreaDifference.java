package org.dknn.bench.uncertainty;

import java.util.Arrays;
import java.util.List;
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
    record Scores(List<Double> usual, List<Double> strange) {

        /** Copies the lists. */
        Scores {
            usual = List.copyOf(usual);
            strange = List.copyOf(strange);
        }

        DetectionMetrics metrics() {
            return DetectionMetrics.of(
                    usual.stream().mapToDouble(score -> score).toArray(),
                    strange.stream().mapToDouble(score -> score).toArray());
        }

        private double area(int[] fromUsual, int[] fromStrange) {
            return DetectionMetrics.of(
                            Arrays.stream(fromUsual).mapToDouble(usual::get).toArray(),
                            Arrays.stream(fromStrange).mapToDouble(strange::get).toArray())
                    .areaUnderRoc();
        }
    }

    /** Draws usual and strange texts with replacement, the same ones for both scores. */
    static AreaDifference of(Scores one, Scores other, long seed) {
        Random random = new Random(seed);
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] usual = draw(random, one.usual.size());
            int[] strange = draw(random, one.strange.size());
            drawn[draw] = one.area(usual, strange) - other.area(usual, strange);
        }
        Arrays.sort(drawn);
        return new AreaDifference(
                one.metrics().areaUnderRoc() - other.metrics().areaUnderRoc(),
                drawn[(int) (0.025 * DRAWS)],
                drawn[(int) (0.975 * DRAWS) - 1]);
    }

    private static int[] draw(Random random, int size) {
        return random.ints(size, 0, size).toArray();
    }
}
