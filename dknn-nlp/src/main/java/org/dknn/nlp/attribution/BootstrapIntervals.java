package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attributions.Interval;

/**
 * Any attribution with an interval per word: where the value would lie with other reference examples. Values are those of the
 * attribution itself; intervals are percentiles over draws of the reference examples. The same plan is read off resampled
 * predictions, so no more inputs are predicted, unless it asks in several rounds.
 *
 * <p>A text and its changed ones share the draws, so a word whose removal changes no neighbor has the interval {@code [0, 0]}. The
 * network is the same in all draws.
 *
 * @param base whose values are given
 * @param bootstrap the draws
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap methods</a>
 */
public record BootstrapIntervals(Attribution base, Bootstrap bootstrap) implements Attribution {

    /** Checks that both parts are there. */
    public BootstrapIntervals {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(bootstrap, "bootstrap");
    }

    @Override
    public String name() {
        return base.name();
    }

    @Override
    public String limitsName() {
        return base.limitsName();
    }

    @Override
    public boolean leavesOutEachWord(List<String> words) {
        return base.leavesOutEachWord(words);
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        return base.plan(features, target).redrawn(bootstrap.readings()).map(this::withIntervals);
    }

    /** The first of the results with intervals of the others. */
    private Attributions withIntervals(List<Attributions> results) {
        Attributions values = results.get(0);
        List<Interval> intervals = IntStream.range(0, values.size())
                .mapToObj(word -> bootstrap.interval(results.stream()
                        .skip(1)
                        .mapToDouble(drawn -> drawn.value(word))
                        .toArray()))
                .toList();
        return values.withIntervals(intervals);
    }

    /**
     * Draws of the reference and calibration examples anew, and what intervals are made of them.
     *
     * @param dknn the classifier whose examples are drawn
     * @param draws their number, at least 2; 200 is usual
     * @param level share of the draws that an interval holds, in {@code (0, 1)}; 0.95 is usual
     * @param seed of the draws
     * @see DeepKnn#resampled
     */
    public record Bootstrap(DeepKnn<?> dknn, int draws, double level, long seed) {

        /** Checks the numbers. */
        public Bootstrap {
            Objects.requireNonNull(dknn, "dknn");
            if (draws < 2 || !(level > 0 && level < 1)) {
                throw new IllegalArgumentException(
                        "needs at least 2 draws and a level in (0, 1), got " + draws + " and " + level);
            }
        }

        /** Two hundred draws and intervals of 95 %. */
        public static Bootstrap of(DeepKnn<?> dknn, long seed) {
            return new Bootstrap(dknn, 200, 0.95, seed);
        }

        /** A prediction as it is, and then in each draw. */
        List<UnaryOperator<Prediction>> readings() {
            List<UnaryOperator<Prediction>> readings = new ArrayList<>(List.of(UnaryOperator.identity()));
            for (int draw = 1; draw <= draws; draw++) {
                int number = draw;
                readings.add(prediction -> dknn.resampled(prediction, seed, number));
            }
            return readings;
        }

        /** Between the percentiles that leave out as much below as above, by linear interpolation. */
        Interval interval(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
        }

        private static double quantile(double[] sorted, double share) {
            double place = share * (sorted.length - 1);
            int below = (int) place;
            int above = Math.min(sorted.length - 1, below + 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        }
    }
}
