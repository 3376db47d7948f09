package org.dknn.nlp.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.dknn.nlp.corpus.WordSums.RunningMean;
import org.junit.jupiter.api.Test;

class RunningMeanTest {

    private static RunningMean of(double... values) {
        RunningMean mean = new RunningMean();
        for (double value : values) {
            mean.add(value);
        }
        return mean;
    }

    @Test
    void mean_and_margin_are_those_of_the_book() {
        RunningMean mean = of(1, 2, 3, 6);

        // variance ((2)^2 + 1 + 0 + 3^2) / 3 = 14 / 3; Student's .975 quantile with 3 degrees of freedom is 3.182446
        assertEquals(4, mean.count());
        assertEquals(3, mean.mean(), 1e-12);
        assertEquals(3.182446 * Math.sqrt(14.0 / 3 / 4), mean.margin().orElseThrow(), 1e-5);
    }

    @Test
    void a_single_number_has_no_margin() {
        assertEquals(OptionalDouble.empty(), of(5).margin());
        assertEquals(OptionalDouble.empty(), of().margin());
        assertEquals(5, of(5).mean());
    }

    @Test
    void equal_numbers_have_no_spread() {
        assertEquals(0, of(0.1, 0.1, 0.1).margin().orElseThrow());
    }

    /** A sum of squares less the square of the sum would lose all digits here. */
    @Test
    void large_numbers_keep_their_small_differences() {
        RunningMean mean = of(1e9, 1e9 + 1, 1e9 + 2);

        assertEquals(4.302653 / Math.sqrt(3), mean.margin().orElseThrow(), 1e-5);
    }
}
